"""scikit-learn trains perceptrons only: one epoch of `MLPRegressor.partial_fit`."""

from sklearn.neural_network import MLPRegressor

from benchmarks.workloads import LR, Step, Workload


def make_step(work: Workload) -> Step:
    if work.kind != "mlp":
        raise NotImplementedError(work.name)
    x, target = (array.reshape(250, -1) for array in work.data())
    model = MLPRegressor(
        hidden_layer_sizes=work.sizes[1:-1], activation="tanh", solver="sgd", batch_size=10,
        learning_rate_init=LR, momentum=0.0, alpha=0.0, random_state=0,
    )  # fmt: skip
    return lambda: model.partial_fit(x, target[:, 0])
