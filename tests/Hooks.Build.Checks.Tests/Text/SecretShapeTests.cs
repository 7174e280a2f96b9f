using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Every form that is documented is found: tokens are made of the forms themselves.</summary>
[TestClass]
public sealed class SecretShapeTests
{
    private static readonly string[] Before = ["", " ", "\n", "x = \"", "'", "- ", ">", "(", "=", ","];
    private static readonly string[] Behind = ["", " ", "\n", "\"", "'", ";", "<", ")", ",", "\\n"];

    private static readonly (VendorToken Token, string Form)[] Forms = [.. VendorTokens.All.SelectMany(token => token.Forms.SelectMany(VendorToken.Alternatives)
        .Select(form => (token, form)))];

    [TestMethod]
    public void A_token_of_each_form_is_found_whole_wherever_it_stands()
    {
        var check = Checking.Make("secrets");
        foreach (var (token, form) in Forms)
        {
            Property.Holds(
                from text in Token(form)
                from before in Gen.Elements(Before)
                from behind in Gen.Elements(Behind)
                select (text, before, behind),
                one =>
                {
                    if (IsPoor(form, one.text))
                        return;

                    var content = one.before + one.text + one.behind;
                    var finding = check.Find(content).ShouldHaveSingleItem($"{form}: {content}");
                    finding.Message.ShouldNotContain(one.text);
                    VendorTokens.All.Where(other => finding.Message.StartsWith(other.Name + " (", StringComparison.Ordinal))
                        .ShouldNotBeEmpty($"{form}: {finding.Message}");
                },
                times: 20);
        }
    }

    [TestMethod]
    public void What_stands_anywhere_is_all_found_and_of_long_words_their_beginnings_alone() =>
        Property.Holds(
            from pieces in Gen.OneOf(
                Gen.Elements(Forms).SelectMany(one => Token(one.Form)), Gen.Elements(" ", "\n", "-", ".", "_", "x", "é", "PassWord", "://", "=")).ListOf(90)
            select string.Concat(pieces),
            content =>
            {
                var bytes = Encoding.UTF8.GetBytes(content);
                List<AnchorPlace> found = [];
                new SecretSearch(SecretFormats.Texts, SecretFormats.Words).Search(bytes, found);

                List<AnchorPlace> all = [];
                for (var at = 0; at <= bytes.Length - AnchorTable.Looked; at++)
                    Look(bytes, at, all);

                found.ShouldBe(all.Where(place => SecretFormats.Texts.Contains(place.Anchor) || IsLongWordAt(bytes, place.Start)), ignoreOrder: true);
            },
            times: 30);

    [TestMethod]
    public void A_class_has_the_characters_that_are_told_of_it()
    {
        foreach (var (name, characters, told) in TokenClass.All)
        {
            var expected = string.Concat(told.Split(' ').Select(part => part switch
            {
                "alnum" => SecretText.Alphanumeric,
                [var from, '-', var to] => string.Concat(Enumerable.Range(from, to - from + 1).Select(one => (char)one)),
                _ => part,
            }));
            characters.Order().ShouldBe(expected.Order(), name);
        }
    }

    // A random token may be poor, have an example's word in it, or end with a dash that is none of it; such ones are rightly left out.
    private static bool IsPoor(string form, string text)
    {
        const double poor = 3.3;
        const double shortPoor = 2.5;
        var bytes = Encoding.ASCII.GetBytes(text);
        var random = bytes[TokenPart.Parse(form)[0].Text.Length..];
        return SecretText.IsExample(bytes)
            || SecretText.Entropy(bytes) < poor
            || SecretText.Entropy(random) < (random.Length < 20 ? shortPoor : poor)
            || text.EndsWith('-');
    }

    private static bool IsLongWordAt(ReadOnlySpan<byte> content, int start) =>
        !SecretText.IsWordAt(content, start - 1)
            && start + LongWords.Least <= content.Length
            && content.Slice(start, LongWords.Least).IndexOfAnyExcept(LongWords.Characters) < 0;

    private static Gen<string> Token(string form) =>
        TokenPart.Parse(form)
            .Select(part => part.Values is null
                ? Gen.Constant(Encoding.ASCII.GetString(part.Text))
                : Run(TokenClass.CharactersOf(part.Class), part.Least, Math.Min(part.Most, part.Least + 40)))
            .Aggregate((one, other) => from a in one from b in other select a + b);

    private static Gen<string> Run(string characters, int least, int most) =>
        from length in Gen.Choose(least, most)
        from run in Gen.Elements(characters.ToCharArray()).ArrayOf(length)
        select new string(run);

    // All anchors, compared one by one.
    private static void Look(byte[] content, int at, List<AnchorPlace> places)
    {
        foreach (var anchor in SecretFormats.Texts.Concat(SecretFormats.Words))
        {
            if (anchor.IsAt(content, at))
                places.Add(new AnchorPlace(at, anchor));
        }
    }
}
