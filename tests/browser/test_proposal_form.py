"""The form of a proposal while it is filled in: what could not be kept is said at its field."""

import pytest

HTML = b"<html><script>alert(1)</script></html>"


def said_of(page, field):
    """What a screen reader learns of a field beside its label, and whether the field says that it is wrong."""
    ids = (field.get_attribute("aria-describedby") or "").split()
    texts = [page.locator(f"[id='{key}']").text_content() for key in ids]
    return " ".join(texts), field.get_attribute("aria-invalid")


@pytest.fixture
def form(fresh):
    visit = fresh.window("en", "partner", width=360)
    visit.go("/en/portal/")
    visit.page.get_by_role("main").get_by_role("button", name="Propose a project").first.click()
    visit.page.wait_for_load_state("load")
    visit.page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    return visit


def saves(page):
    return page.expect_response(lambda answer: answer.url.endswith("/autosave/"))


def test_a_refused_picture_is_told_at_its_field_until_another_is_taken(form, axe):
    page = form.page
    field, status = page.locator("#id_picture"), page.locator("[data-status]")
    page.locator("main [name=title_en]").fill("Walls that move")
    with saves(page):
        field.set_input_files({"name": "page.jpg", "mimeType": "image/jpeg", "buffer": HTML})
    page.locator("[role=alert] #id_picture_error").wait_for()
    text, is_invalid = said_of(page, field)
    assert "does not match the file format" in text
    assert "pixels wide" in text
    assert is_invalid == "true"
    assert status.text_content().startswith("Everything else is saved.")
    with saves(page):
        page.locator("main [name=lead_en]").fill("Two houses")
    page.wait_for_function("document.querySelector('[data-status]').textContent !== 'Saving …'")
    assert page.locator("#id_picture_error").count() == 1
    assert status.text_content().startswith("Everything else is saved.")
    page.evaluate(axe)
    slips = page.evaluate("axe.run('#proposal-form').then((found) => found.violations.map((slip) => slip.id))")
    assert slips == []
    with saves(page):
        field.set_input_files({"name": "still.png", "mimeType": "image/png", "buffer": still()})
    page.locator("#id_picture_error").wait_for(state="detached")
    text, is_invalid = said_of(page, field)
    assert "pixels wide" in text
    assert is_invalid is None
    assert status.text_content().startswith("Saved The picture is saved.")


def still():
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (480, 300), "red").save(out, "PNG")
    return out.getvalue()
