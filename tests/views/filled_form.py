"""A form as a browser has it: its controls, what is chosen in them, and the address that it makes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode


@dataclass
class Control:
    """One control by the name under which it is sent; ``text`` is what it says where it has no options."""

    name: str
    kind: str
    options: list[str] = field(default_factory=list)
    on: set[str] = field(default_factory=set)
    text: str = ""
    is_disabled: bool = False


class Form:
    """A form: where it leads, its controls by name, and the hidden fields."""

    def __init__(self, attributes: dict[str, str | None]) -> None:
        self.attributes = attributes
        self.controls: dict[str, Control] = {}
        self.hidden: list[tuple[str, str]] = []
        self.buttons = 0

    def choose(self, name: str, *values: str) -> None:
        """Leave the control with these values alone."""
        control = self.controls[name]
        if control.options:
            assert set(values) <= set(control.options), (name, values)
            control.on = set(values)
        else:
            (control.text,) = values or ("",)

    @property
    def query(self) -> str:
        """What the browser would put behind the question mark."""
        pairs = []
        for each in self.controls.values():
            values = [option for option in each.options if option in each.on] if each.options else [each.text]
            pairs += [(each.name, value) for value in values if not each.is_disabled]
        return urlencode([*pairs, *self.hidden])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._is_inside = False
        self._select: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "form":
            self.forms.append(Form(named))
            self._is_inside = True
        elif not self._is_inside:
            return
        elif tag == "button":
            self.forms[-1].buttons += 1
        elif tag == "select":
            self._select = self._control(named, "select")
        elif tag == "option" and self._select is not None:
            self._add(self._select, named, "selected")
        elif tag == "input":
            self._input(named)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select is not None:
            self._select.on = self._select.on or set(self._select.options[:1])
        self._is_inside = self._is_inside and tag != "form"

    def _input(self, named: dict[str, str | None]) -> None:
        kind, value = named["type"] or "", named.get("value") or ""
        if kind == "hidden":
            self.forms[-1].hidden.append((named["name"] or "", value))
            return
        control = self._control(named, kind)
        if kind in ("checkbox", "radio"):
            self._add(control, named, "checked")
        else:
            control.text = value

    def _control(self, named: dict[str, str | None], kind: str) -> Control:
        name = named["name"] or ""
        new = Control(name, kind, is_disabled="disabled" in named)
        return self.forms[-1].controls.setdefault(name, new)

    def _add(self, control: Control, named: dict[str, str | None], mark: str) -> None:
        control.options.append(named["value"] or "")
        if mark in named:
            control.on.add(named["value"] or "")


def forms_in(html: str) -> list[Form]:
    """The forms of a page, in their order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
