using System.Text.Json;
using Hooks.Build.Tasks;

namespace Hooks.Build.Runner.Tests.Doors;

/// <summary>What the task reads of JSON, against what another reader of the framework reads.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class JsonEventTests
{
    private const string Characters = "aZ9 {}[]\",:\\/\t\n\r\b\f\u0001é漢\U0001F600\u2028";

    [TestMethod]
    public void What_the_framework_writes_is_read_as_it_was()
    {
        Random random = new(20261128);
        for (var i = 0; i < 2000; i++)
        {
            var texts = Enumerable.Range(0, random.Next(4)).Select(_ => Text(random)).ToArray();
            var line = JsonSerializer.Serialize(new
            {
                kind = Text(random),
                number = random.Next(
                -100000, 100000),
                flag = random.Next(2) == 0,
                none = (string?)null,
                list = new[] { new { text = Text(random) } },
                texts
            });
            using var expected = JsonDocument.Parse(line);
            var read = JsonEvent.Parse(line);
            read.Kind.ShouldBe(expected.RootElement.GetProperty("kind").GetString());
            read.Number("number").ShouldBe(expected.RootElement.GetProperty("number").GetInt32());
            read.Flag("flag").ShouldBe(expected.RootElement.GetProperty("flag").GetBoolean());
            read.Text("none").ShouldBe("");
            read.Texts("texts").ShouldBe(texts);
            read.Objects("list").ShouldHaveSingleItem().Text("text").ShouldBe(expected.RootElement.GetProperty("list")[0].GetProperty("text").GetString());
        }
    }

    [TestMethod]
    public void Damage_is_refused_or_read_but_never_anything_else()
    {
        Random random = new(7);
        const string Line = """{"version":1,"kind":"hook","findings":[{"line":3,"message":"a\n\u00e9"}],"x":[true,false,null,-1.5e3]}""";
        for (var i = 0; i < 20000; i++)
        {
            var damaged = Line.ToCharArray();
            for (var j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = Characters[random.Next(Characters.Length)];
            }

            var text = new string(damaged, 0, random.Next(2) == 0 ? damaged.Length : random.Next(damaged.Length));
            try
            {
                _ = JsonEvent.Parse(text).Kind;
            }
            catch (InvalidDataException)
            {
                // What is wanted.
            }
        }
    }

    [TestMethod]
    public void Endless_nesting_is_refused() => Should.Throw<InvalidDataException>(() => JsonEvent.Parse(new string('[', 100000)));

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Characters[random.Next(Characters.Length)]))
            .Replace("\uD83D", "", StringComparison.Ordinal)
            .Replace("\uDE00", "", StringComparison.Ordinal);
}
