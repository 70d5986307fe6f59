"""Cuts a Noto SC font down to the characters of Chinese documents and renames it. See resources/fonts/README.md.

    subset.py <source.ttf> <target.ttf> <family> <style> gb|wide
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont


def characters(codec):
    """Every character that a double-byte character set can write."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


def block(*ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


SIGNS = block(
    (0x20, 0x17E), (0x391, 0x45F), (0x2000, 0x206F), (0x2100, 0x27FF), (0x3000, 0x33FF), (0xFF00, 0xFFEF)
)
# The simplified forms of whole radicals stand together; GB 2312 has only the common ones.
SIMPLIFIED = block(
    (0x7EA0, 0x7F35), (0x8BA0, 0x8C36), (0x8D1D, 0x8D63), (0x8F66, 0x8F9A), (0x9485, 0x9576), (0x95E8, 0x961B),
    (0x97E6, 0x97EC), (0x9875, 0x989A), (0x98CE, 0x98DE), (0x9963, 0x9995), (0x9A6C, 0x9AA7), (0x9C7C, 0x9CE4),
    (0x9E1F, 0x9E74), (0x9F80, 0x9F8C), (0x9FA6, 0x9FEF),
)
NAMES = {
    ord(c)
    for c in "喆堃翀犇珺祎玥昇淼昶晟琮翊頔婳旻烨偲珅喦垚劼晗翎祺禛甯峣嵿燊芃苒蔺靓阇陞隽霂馨骉麐"
    "䶮㙓㛃㵑㸆䥽䴗䴙䲟䲠䝙䓖䓛䏲䎃䌹䌽䅟䃅㿠㴔㳇㬊㬎㫰㧐㥄㤘㠇㟃㙍㙘㕮㑊㑇㑳䀛䁖䃎䏡䐃䏝䗖䗛䗪䗴䞍䠀䣘䦃䦶"
    "䩄䭃䯄䰟䰾䱷䲝䲢䴓䴔䴖䴘䶊"
}
# In the text layer of a PDF these win over the real characters that share their glyphs.
RADICALS = block((0x2E80, 0x2FDF))

source, target, family, style, extent = sys.argv[1:]
wanted = SIGNS | SIMPLIFIED | NAMES | characters("gb2312")
if extent == "wide":
    wanted |= characters("big5")

font = TTFont(source)
options = subset.Options()
options.hinting = False
options.layout_features = []
options.name_IDs = ["*"]
options.notdef_outline = True
options.glyph_names = False
options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG"]
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=wanted - RADICALS)
subsetter.subset(font)
# PDFBox warns of variation sequences at every document and uses none.
font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]

COPYRIGHT, VERSION, TRADEMARK, LICENCE, LICENCE_ADDRESS = 0, 5, 7, 13, 14
for name in list(font["name"].names):
    if name.nameID not in (COPYRIGHT, VERSION, TRADEMARK, LICENCE, LICENCE_ADDRESS):
        font["name"].removeNames(nameID=name.nameID)
postscript = family.replace(" ", "") + "-" + style
names = {1: family, 2: style, 3: postscript + ";1.0", 4: family + " " + style, 6: postscript, 16: family, 17: style}
for name_id, text in names.items():
    font["name"].setName(text, name_id, 3, 1, 0x409)
font.save(target)
