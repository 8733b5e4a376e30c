"""What a browser would send of a form in a page, names that come several times included."""

from bs4 import BeautifulSoup


def fields_in(page, form_id="proposal-form"):
    """Names and lists of values of a form as it is; neither files nor buttons."""
    form = BeautifulSoup(page, "html.parser").find("form", id=form_id)
    data = {}
    for field in form.find_all(["input", "select", "textarea"]):
        kind, name = field.get("type", ""), field.get("name")
        is_off = kind in ("checkbox", "radio") and not field.has_attr("checked")
        if name and not is_off and kind not in ("file", "submit") and name != "csrfmiddlewaretoken":
            data.setdefault(name, []).extend(_values(field))
    return data


def _values(field):
    if field.name == "textarea":
        # The parser keeps the first line break, which browsers drop.
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        options = field.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")] or options[:1]
        return [option.get("value", option.get_text()) for option in chosen]
    return [field.get("value", "on" if field.get("type") == "checkbox" else "")]


def forms_without_token(page):
    """The addresses of the forms that would be refused because they carry no token."""
    forms = BeautifulSoup(page, "html.parser").find_all("form", method="post")
    assert forms
    return [form.get("action", "") for form in forms if not form.find("input", {"name": "csrfmiddlewaretoken"})]
