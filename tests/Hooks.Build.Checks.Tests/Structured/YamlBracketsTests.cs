using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Checks.Tests.Structured;

/// <summary>Between brackets commas separate, and no value begins with a character that YAML keeps for itself.</summary>
[TestClass]
public sealed class YamlBracketsTests
{
    private const string Separator = "a ',' or ':' is missing before this";

    [TestMethod]
    [DataRow("a: {b: [1] c: 2}\n", "1:12: " + Separator)]
    [DataRow("a: {b: {c: 1}\n  d: 2}\n", "2:3: " + Separator)]
    [DataRow("{\"b\": {\"x\": 1} \"c\": 2}\n", "1:16: " + Separator)]
    [DataRow("a: {\"b\" \"c\"}\n", "1:9: " + Separator)]
    [DataRow("a: [{} # :\n  {}]\n", "2:3: " + Separator)]
    [DataRow("a: [[] *x]\n", "1:8: " + Separator)]
    [DataRow("a: {b: {} !!str c: d}\n", "1:11: " + Separator)]
    public void A_missing_comma_is_found_where_it_belongs(string yaml, string finding) => Checked.Text("check-yaml", yaml).ShouldBe([finding]);

    [TestMethod]
    [DataRow("on: {push: [@main]}\n", "1:13", '@')]
    [DataRow("[`x`]", "1:2", '`')]
    [DataRow("[%x]", "1:2", '%')]
    [DataRow("{%a: x}", "1:2", '%')]
    [DataRow("{% if a %}\n", "1:2", '%')]
    [DataRow("- {% x %}\n", "1:4", '%')]
    [DataRow("a: {b: [c, >x]}", "1:12", '>')]
    [DataRow("[|]", "1:2", '|')]
    [DataRow("[a: :]", "1:5", ':')]
    [DataRow("{a: ?, b: c}", "1:5", '?')]
    [DataRow("[a: ?]", "1:5", '?')]
    public void What_YAML_keeps_for_itself_begins_no_value(string yaml, string place, char first) =>
        Checked.Text("check-yaml", yaml).ShouldBe([$"{place}: a value cannot begin with '{first}' here; put it between quotation marks"]);

    [TestMethod]
    [DataRow("[a@b, 5%, x|y, '@main', \"%x\", ?a, :b, -1, a>b]\n")]
    [DataRow("{\"a\":1, \"b\"::c, 'd':[], [e]: f, {g}: h}\n", "--unsafe")]
    [DataRow("{a: , b, : c, ? d : e, ? f, ?g: h, ? }\n", "--unsafe")]
    [DataRow("{\"a\" # colon on the next line:\n  :b, c: d}\n")]
    [DataRow("[a: b, &x \"c\" : !!str d, [], {}, e\n  f, ]\n")]
    [DataRow("{?, a: b}\n")]
    [DataRow("{a: &x b, c: d, e: &y !!str f, ? g : h}\n")]
    public void What_is_written_well_between_brackets_is_accepted(string yaml, params string[] arguments) =>
        Checked.Text("check-yaml", yaml, arguments).ShouldBeEmpty();

    [TestMethod]
    public void Generated_brackets_are_accepted_and_without_any_one_comma_are_refused() =>
        Property.Holds(Nested(2), text =>
        {
            Checked.Text("check-yaml", text).ShouldBeEmpty(text);
            for (var comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(',', comma + 1))
            {
                var without = $"{text[..comma]} {text[(comma + 1)..]}";
                Checked.Text("check-yaml", without).ShouldNotBeEmpty(without);
            }
        });

    [TestMethod]
    public void Generated_brackets_with_a_value_that_begins_wrongly_are_refused() =>
        Property.Holds(Nested(2).Zip(Gen.Elements("@x", "`x`", "%x", "|", ">-", "k: ?"), (text, value) => $"[{text}, {value}]"), text =>
            Checked.Text("check-yaml", text).ShouldHaveSingleItem(text).ShouldContain(" a value cannot begin with "));

    /// <summary>Mappings and sequences whose values are quoted, so that no two become one where a comma is taken away.</summary>
    private static Gen<string> Nested(int levels)
    {
        var value = levels == 0 ? Gen.Elements("\"v\"", "'v'", "{}", "[]", "&a \"v\"", "!!str 'v'") : Gen.Frequency((2, Nested(0)), (3, Nested(levels - 1)));
        var separator = Gen.Elements(", ", ",", " ,", ",\n  ", "\n  , ", ", # and\n  ");
        var key = Gen.Elements("k: ", "\"k\":", "'k' : ", "? k : ", "!!str k: ");
        var sequence = Joined(Gen.Frequency((4, value), (1, key.Zip(value, string.Concat))), "[", "]");
        var mapping = Joined(key.Zip(value, string.Concat), "{", "}");
        return Gen.OneOf(sequence, mapping);

        Gen<string> Joined(Gen<string> item, string open, string close) =>
            from count in Gen.Choose(0, 3)
            from items in item.ListOf(count)
            from between in separator
            select open + string.Join(between, items.Select((one, index) => one.Replace("k", $"k{index}", StringComparison.Ordinal))) + close;
    }
}
