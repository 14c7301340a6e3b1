"""What cannot be read, for every door: a scanned page, a locked one, a text in another language."""

import io

from pypdf import PdfWriter

FINNISH = (
    "Haluamme kehittää kunnan yritysten osaamista yhdessä ammattikorkeakoulun kanssa. Hankkeessa järjestetään lyhyitä kursseja, "
    "ja mukana on kaksikymmentä pientä yritystä eri toimialoilta. Tavoitteena on lisätä vientiä ja luoda uusia työpaikkoja alueelle."
)


def pdf(password: str = "") -> bytes:
    """A page without any text, as a scanner makes it."""
    out, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(width=595, height=842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()
