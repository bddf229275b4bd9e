"""What the tabs on recurrent networks share: tasks, controls, training loop, frame and view."""
