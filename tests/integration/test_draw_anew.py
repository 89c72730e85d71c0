"""A press on the link to another page, as a part of this one asks for it anew."""

from streamlit.testing.v1 import AppTest


def app() -> None:
    """Two pages; the first is asked for anew just after a link to the second."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    from dashboards.anew import draw_anew

    def first() -> None:
        st.title("first")
        if st.session_state.get("pressed"):
            return
        st.session_state["pressed"] = True
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        link = RerunData(page_script_hash=other._script_hash)
        assert context.script_requests.request_rerun(link)
        draw_anew()

    def second() -> None:
        st.title("second")

    other = st.Page(second, url_path="second")
    st.navigation([st.Page(first, default=True), other]).run()


def test_the_page_that_was_asked_for_is_drawn_and_not_the_old_one_anew() -> None:
    shown = AppTest.from_function(app).run()
    assert not shown.exception
    assert [title.value for title in shown.title] == ["second"]
