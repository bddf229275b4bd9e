"""The bar below the plots."""

from pytestqt.qtbot import QtBot

from dlgui.ui.widgets.transport import Transport


def test_a_narrow_bar_is_laid_out_at_once(qtbot: QtBot) -> None:
    """Without the event loop, which a picture of the window does not wait for."""
    transport = Transport()
    qtbot.addWidget(transport)
    transport.resize(1200, 40)
    with qtbot.waitExposed(transport):
        transport.show()
    wide = transport.play.width()
    transport.resize(300, 40)
    assert transport.play.width() < wide
    assert transport.play.width() == transport.play.sizeHint().width()
    assert transport.step.x() <= transport.play.geometry().right() + 20


def test_a_slow_run_is_not_said_to_stand_still(qtbot: QtBot) -> None:
    transport = Transport()
    qtbot.addWidget(transport)
    transport.resize(1200, 40)
    with qtbot.waitExposed(transport):
        transport.show()
    transport.show_playing(True)
    transport.show_step(12345, 0.36)
    assert transport.count.text() == "Step 12,345 · 0.36 steps/s"
    transport.show_step(12345, 1234.5)
    assert transport.count.text() == "Step 12,345 · 1,234 steps/s"
