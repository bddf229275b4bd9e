"""Sessions: what was written comes back, and a stranger's file is only data."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlgui.core import Change, Run, Session, find_topic, read_session, write_session
from dlgui.core import session as session_module
from dlgui.core.seeds import LARGEST_SEED
from dlgui.core.session import FORMAT, MAX_BYTES
from dlgui.messages import UserError
from dlgui.topics.lstm import Params

SMALL = Params(length=8, hidden_size=4, batch_size=4)


def test_what_was_written_comes_back(tmp_path):
    changes = (Change(2, "learning_rate", 0.1), Change(5, "length", 12))
    session = Session("lstm", SMALL, 3, changes, 9)
    write_session(session, tmp_path / "a.json")
    assert read_session(tmp_path / "a.json") == session


def test_a_repeated_session_gives_the_same_numbers(tmp_path):
    run = Run("lstm", SMALL, seed=3)
    run.advance(4)
    change = run.set("learning_rate", 0.1)
    run.advance(4)
    write_session(Session("lstm", SMALL, 3, (change,), run.step), tmp_path / "a.json")
    session = read_session(tmp_path / "a.json")
    again = Run(session.topic, session.params, session.seed)
    again.replay(session.changes, session.step)
    assert again.history["loss"].values.tolist() == run.history["loss"].values.tolist()


def content(**changed):
    entries = {
        "format": FORMAT, "topic": "lstm", "params": {}, "seed": 0, "changes": [], "step": 0,
    }  # fmt: skip
    return json.dumps({**entries, **changed})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a dlgui session"),
        ("[1, 2]", "not a dlgui session"),
        ("{", "not a dlgui session"),
        ("[" * 100_000, "not a dlgui session"),
        pytest.param(" " * (MAX_BYTES + 1), "larger than 64 MB", id="endless"),
        (content(topic="nothing"), "no topic"),
        (content(params={"nothing": 1}), "no parameter"),
        (content(params={"length": 10**9}), "outside its range"),
        (content(seed=-1), "not a dlgui session"),
        (content(seed="0"), "not a dlgui session"),
        (content(seed=LARGEST_SEED + 1), "not a dlgui session"),
        (content(seed=True), "not a dlgui session"),
        (content(step=True), "not a dlgui session"),
        (content(format="dlgui session 2"), "another version"),
        (content(format=1), "not a dlgui session"),
        (content(params={"learning_rate": 10**400}), "needs a number"),
        (content(step=9, changes=[[True, "length", 10]]), "not a dlgui session"),
        (content(step=9, changes=[[4, "hidden_size", 9]]), "not a dlgui session"),
        (content(step=3, changes=[[4, "length", 10]]), "not a dlgui session"),
        (content(step=9, changes=[[4, "length", 10], [3, "length", 9]]), "not a dlgui session"),
        (content(step=9, changes=[[4, "length", "x"]]), "needs a number"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(tmp_path, text, words):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        read_session(path)


def test_a_name_that_no_text_can_hold_is_kept(tmp_path):
    """Linux allows names of files in any bytes; Python stands them for by lone surrogates."""
    session = Session("lstm", Params(text_file="/tmp/\udcff.txt"), 0)
    write_session(session, tmp_path / "a.json")
    assert read_session(tmp_path / "a.json") == session


def test_minutes_of_drawing_can_be_read_again(tmp_path):
    strokes = tuple(Change(0, "drawing", (k / 9000,) * 1024) for k in range(3000))
    session = Session("convolution", find_topic("convolution").params(), 0, strokes)
    write_session(session, tmp_path / "a.json")
    assert read_session(tmp_path / "a.json") == session


def test_what_could_not_be_read_again_is_not_written(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text("kept", encoding="utf-8")
    monkeypatch.setattr(session_module, "MAX_BYTES", 100)
    with pytest.raises(UserError, match="too often"):
        write_session(Session("lstm", SMALL, 0), path)
    assert path.read_text(encoding="utf-8") == "kept"


def test_a_file_survives_a_failure_to_write_over_it(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("kept", encoding="utf-8")
    (tmp_path / "a.json.part").mkdir()
    with pytest.raises(UserError, match=r"a\.json can't be written"):
        write_session(Session("lstm", SMALL, 0), path)
    assert path.read_text(encoding="utf-8") == "kept"


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match=r"a\.json can't be written"):
        write_session(Session("lstm", SMALL, 0), tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes have no name elsewhere")
def test_a_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="pipe is not an ordinary file"):
        read_session(tmp_path / "pipe")


@pytest.mark.skipif(os.name != "posix", reason="links need leave elsewhere, pipes have no name")
def test_a_link_stays_one_and_a_pipe_is_not_replaced(tmp_path):
    file, link, pipe = (tmp_path / name for name in ("file.json", "link.json", "pipe"))
    link.symlink_to(file)
    os.mkfifo(pipe)
    session = Session("lstm", SMALL, 0)
    write_session(session, link)
    assert link.is_symlink()
    assert read_session(file) == session
    with pytest.raises(UserError, match="pipe can't be written"):
        write_session(session, pipe)
    assert pipe.is_fifo()


@pytest.mark.parametrize("path", ["", "/", "a\0.json"])
def test_what_names_no_file_is_not_written(path):
    with pytest.raises(UserError):
        write_session(Session("lstm", SMALL, 0), Path(path))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match=r"nowhere\.json"):
        read_session(tmp_path / "nowhere.json")


def test_a_folder_without_leave_to_write_is_named(tmp_path):
    with pytest.raises(UserError, match=r"a\.json"):
        write_session(Session("lstm", SMALL, 0), tmp_path / "nowhere" / "a.json")


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**30, 10**400, 1e308, float("nan"), float("-inf"), "\0", "/dev/zero"]),
    st.floats(),
    st.text(max_size=5),
)
VALUES = st.recursive(
    LEAVES,
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=3), part, max_size=2)
    ),
    max_leaves=5,
)


@given(data=st.data())
def test_any_change_of_a_good_session(tmp_path_factory, data):
    """Refused, or a session that is written and read again and runs."""
    topic = find_topic(data.draw(st.sampled_from(["lstm", "convolution", "gradient_descent"])))
    values = topic.params().values()
    live = [name for name, param in topic.params.declared().items() if param.live]
    good = {
        "format": FORMAT, "topic": topic.id, "params": values, "seed": 1,
        "changes": [[1, name, values[name]] for name in live[:2]], "step": 2,
    }  # fmt: skip
    entries = [good, good["params"], good["changes"], good["changes"][0]]
    for _ in range(data.draw(st.integers(1, 2))):
        entry = data.draw(st.sampled_from(entries))
        keys = sorted(entry) if isinstance(entry, dict) else range(len(entry))
        entry[data.draw(st.sampled_from(keys))] = data.draw(VALUES)
    path = tmp_path_factory.mktemp("session") / "a.json"
    path.write_text(json.dumps(good), encoding="utf-8")
    try:
        session = read_session(path)
        run = Run(session.topic, session.params, session.seed)
        run.replay(session.changes, min(session.step, 2))
    except UserError:
        return
    write_session(session, path)
    assert read_session(path) == session


@given(data=st.binary(max_size=200))
def test_any_bytes_are_only_data(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("session") / "a.json"
    path.write_bytes(data)
    with pytest.raises(UserError):
        read_session(path)
