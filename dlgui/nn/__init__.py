"""The NumPy model layer: layers, losses and optimizers on NumPy alone."""
