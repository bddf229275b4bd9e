"""The NumPy model layer: layers, losses and optimizers on NumPy alone.

Every public name can be imported from here. `initializers` is a module of its own, since one of
its functions shares its name with an activation.
"""

from dlgui.nn import initializers
from dlgui.nn.activations import (
    ACTIVATIONS,
    ELU,
    GELU,
    Activation,
    ActivationLayer,
    Identity,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softplus,
    Tanh,
    elu,
    gelu,
    identity,
    leaky_relu,
    relu,
    sigmoid,
    softplus,
    tanh,
)
from dlgui.nn.clipping import clip_by_norm, clip_by_value, global_norm
from dlgui.nn.convolution import Conv2D
from dlgui.nn.dense import Dense
from dlgui.nn.dropout import Dropout
from dlgui.nn.gradient_check import gradient_check, numerical_gradient, relative_error
from dlgui.nn.gru import GRU
from dlgui.nn.initializers import INITIALIZERS, glorot, he, lecun, normal, orthogonal, xavier, zeros
from dlgui.nn.layer import Layer
from dlgui.nn.losses import (
    cross_entropy_after_sigmoid,
    cross_entropy_after_softmax,
    mse,
    mse_after_sigmoid,
    mse_after_softmax,
    sigmoid_cross_entropy,
    softmax_cross_entropy,
)
from dlgui.nn.lstm import LSTM
from dlgui.nn.network import Residual, Sequential
from dlgui.nn.normalization import BatchNorm, LayerNorm
from dlgui.nn.optimizers import SGD, Adagrad, Adam, AdamW, Optimizer, RMSprop
from dlgui.nn.penalties import elastic_net, l1, l2, prox_elastic_net, prox_l1, prox_l2
from dlgui.nn.pooling import AvgPool2D, Flatten, GlobalAvgPool2D, MaxPool2D
from dlgui.nn.rnn import RNN
from dlgui.nn.schedules import (
    ConstantSchedule,
    CosineSchedule,
    ExponentialSchedule,
    InverseTimeSchedule,
    StepSchedule,
)
from dlgui.nn.shapes import ShapeError
from dlgui.nn.softmax import LogSoftmax, Softmax, log_softmax, softmax, softmax_naive
from dlgui.nn.windows import conv_output_size

__all__ = [
    "ACTIVATIONS",
    "ELU",
    "GELU",
    "GRU",
    "INITIALIZERS",
    "LSTM",
    "RNN",
    "SGD",
    "Activation",
    "ActivationLayer",
    "Adagrad",
    "Adam",
    "AdamW",
    "AvgPool2D",
    "BatchNorm",
    "ConstantSchedule",
    "Conv2D",
    "CosineSchedule",
    "Dense",
    "Dropout",
    "ExponentialSchedule",
    "Flatten",
    "GlobalAvgPool2D",
    "Identity",
    "InverseTimeSchedule",
    "Layer",
    "LayerNorm",
    "LeakyReLU",
    "LogSoftmax",
    "MaxPool2D",
    "Optimizer",
    "RMSprop",
    "ReLU",
    "Residual",
    "Sequential",
    "ShapeError",
    "Sigmoid",
    "Softmax",
    "Softplus",
    "StepSchedule",
    "Tanh",
    "clip_by_norm",
    "clip_by_value",
    "conv_output_size",
    "cross_entropy_after_sigmoid",
    "cross_entropy_after_softmax",
    "elastic_net",
    "elu",
    "gelu",
    "global_norm",
    "glorot",
    "gradient_check",
    "he",
    "identity",
    "initializers",
    "l1",
    "l2",
    "leaky_relu",
    "lecun",
    "log_softmax",
    "mse",
    "mse_after_sigmoid",
    "mse_after_softmax",
    "normal",
    "numerical_gradient",
    "orthogonal",
    "prox_elastic_net",
    "prox_l1",
    "prox_l2",
    "relative_error",
    "relu",
    "sigmoid",
    "sigmoid_cross_entropy",
    "softmax",
    "softmax_cross_entropy",
    "softmax_naive",
    "softplus",
    "tanh",
    "xavier",
    "zeros",
]
