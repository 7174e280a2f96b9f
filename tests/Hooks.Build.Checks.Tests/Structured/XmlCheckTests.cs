using System.Text;

namespace Hooks.Build.Checks.Tests.Structured;

[TestClass]
public sealed class XmlCheckTests
{
    [TestMethod]
    [DataRow("<a/>")]
    [DataRow("<?xml version='1.0' encoding='utf-8'?>\n<!-- c --><a b='1'><![CDATA[ < ]]>&amp;&#65;<?pi x?></a>\n")]
    [DataRow("<no:prefix/>")]
    [DataRow("<!DOCTYPE a [<!ELEMENT a ANY><!ENTITY e 'x'>]><a b='&e;'>&e;</a>")]
    [DataRow("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'><html title='&eacute;'>&nbsp;</html>")]
    [DataRow("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>")]
    [DataRow("<?xml version='1.0' encoding='windows-1252'?><a/>")]
    [DataRow("<?xml version='1.0' encoding='us-ascii'?><a>&#233;</a>")]
    [DataRow("<!DOCTYPE a [<!ENTITY % p '<!ENTITY e1 \"x\">'>%p;<!ELEMENT a ANY>]><a>&e2;</a>")]
    [DataRow("<!DOCTYPE a [<!ENTITY e '<b>x</b><c/>'><!ENTITY f '&e;&e;'>]><a>&f;<d>&e;</d></a>")]
    [DataRow("<!DOCTYPE a [<!ENTITY e '100 &#37; sure'>]><a b='&e;'/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY % p ''> %p; <!ELEMENT a ANY>]><a/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY % p '<!ENTITY &#37; q \"<!-- > &#39; -->&#60;?pi >?>\"> &#x25;q; <!ELEMENT a ANY>'>%p;]><a/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY % p '<!ATTLIST a b CDATA \"&#37;x>\"> <!-- &#37;q; -->'><!ENTITY % p '<!ENTITY'>%p;]><a/>")]
    [DataRow("<!DOCTYPE a [<!ENTITY % unused '<!ENTITY'><!-- %unused; --><!ENTITY e '&#37;unused;'>]><a/>")]
    public void What_is_well_formed_is_accepted(string xml) => Checked.Text("check-xml", xml).ShouldBeEmpty();

    [TestMethod]
    [DataRow(1000, true)]
    [DataRow(1001, false)]
    public void A_thousand_levels_of_elements_are_accepted_and_no_more(int levels, bool isAccepted) =>
        (Checked.Text("check-xml", string.Concat(Enumerable.Repeat("<a>", levels)) + "text" + string.Concat(Enumerable.Repeat("</a>", levels))).Length == 0)
            .ShouldBe(isAccepted);

    [TestMethod]
    [DataRow("", "0:0: root element is missing")]
    [DataRow("\n", "0:0: root element is missing")]
    [DataRow("<a>", "1:1: unexpected end of file has occurred")]
    [DataRow("<a>\n", "2:1: unexpected end of file has occurred; the following elements are not closed: a")]
    [DataRow("\n <a", "2:2: unexpected end of file has occurred")]
    [DataRow("<abc ", "1:6: unexpected end of file has occurred")]
    [DataRow("é", "1:1: data at the root level is invalid")]
    [DataRow("<a>\n  <b>\n</a>", "3:3: the 'b' start tag on line 2 position 4 does not match the end tag of 'a'")]
    [DataRow("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a></b>", "1:43: unexpected end tag")]
    [DataRow("<a>&nbsp;</a>", "1:5: reference to undeclared entity 'nbsp'")]
    [DataRow("<a b='1' b='2'/>", "1:10: 'b' is a duplicate attribute name")]
    [DataRow("<?xml version='1.0' encoding='us-ascii'?>\n<a>é</a>", "2:4: its encoding is us-ascii, which has no such character; save the file as UTF-8 and say so in its first line")]
    [DataRow("<?xml version=\"1.0\" encoding=\"ASCII\"?><a b='x'>é</a>", "1:48: its encoding is us-ascii, which has no such character; save the file as UTF-8 and say so in its first line")]
    [DataRow("<?xml version='1.0x'?><a/>", "1:3: there is no such version of XML; write version=\"1.0\"")]
    [DataRow("<?xml version='1.0 '?><a/>", "1:3: there is no such version of XML; write version=\"1.0\"")]
    [DataRow("<!DOCTYPE a [<!ENTITY e '</b><b>'>]><a><b>&e;</b></a>", "1:28: the text of an entity is not whole elements; begin and end each of them in it")]
    [DataRow("<!DOCTYPE a [<!ENTITY e '<b>'><!ENTITY f '</b>'>]><a>&e;&f;</a>", "1:29: the text of an entity is not whole elements; begin and end each of them in it")]
    [DataRow("<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f '&#37;'>]><a>&g;</a>", "1:54: reference to undeclared entity 'g'")]
    [DataRow("<!DOCTYPE a [<!ENTITY % p '<!ENTITY'> %p; x 'y'>]><a/>", "1:11: the text of '%p;' is part of a declaration; write whole declarations in it")]
    [DataRow("<!DOCTYPE a [<!ENTITY % p '<!ELEMENT a ANY><!ELEMENT'> %p; b ANY>]><a/>", "1:11: the text of '%p;' is part of a declaration; write whole declarations in it")]
    [DataRow("<!DOCTYPE a [<!ENTITY % q '<!ELEMENT a '><!ENTITY % p '&#37;q; ANY>'>%p;]><a/>", "1:11: the text of '%q;' is part of a declaration; write whole declarations in it")]
    [DataRow("<a>&#0;</a>", "1:6: '.', hexadecimal value 0x00, is an invalid character")]
    [DataRow("<?xml version='1.0' encoding='shift_jis'?><a/>", "1:31: its encoding is not known here; save the file as UTF-8 and say so in its first line")]
    public void What_is_wrong_is_said_with_its_place(string xml, string finding) => Checked.Text("check-xml", xml).ShouldBe([finding]);

    [TestMethod]
    public void Entities_that_explode_are_a_finding()
    {
        var bomb = "<!DOCTYPE a [<!ENTITY e0 '0123456789'>" + string.Concat(Enumerable.Range(
            1, 12).Select(level => $"<!ENTITY e{level} '{string.Concat(Enumerable.Repeat($"&e{level - 1};", 10))}'>")) + "]><a>&e12;</a>";

        Checked.Text("check-xml", bomb).ShouldBe(["0:0: its entities grow to more than 10 million characters; take such entities out"]);
    }

    [TestMethod]
    public void What_an_entity_names_is_never_read()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            // Were it read, its fault would be found.
            var other = Path.Combine(folder.FullName, "other.dtd");
            File.WriteAllText(other, "<!ENTITY e '<'>");
            var uri = new Uri(other).AbsoluteUri;

            Checked.Text("check-xml", $"<!DOCTYPE a SYSTEM '{uri}'><a>&e;</a>").ShouldBeEmpty();
            Checked.Text("check-xml", $"<!DOCTYPE a [<!ENTITY % p SYSTEM '{uri}'>%p;]><a>&e;</a>").ShouldBeEmpty();
            Checked.Text("check-xml", $"<!DOCTYPE a [<!ENTITY e SYSTEM '{uri}'>]><a>&e;</a>").ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void UTF16_is_read_with_and_without_its_mark()
    {
        var text = Encoding.Unicode.GetBytes("<?xml version='1.0'?><é/>");

        Checked.Bytes("check-xml", [0xFF, 0xFE, .. text]).Count.ShouldBe(0);
        Checked.Bytes("check-xml", text).Count.ShouldBe(0);
    }
}
