using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>
/// The check goes through a text once. Where an anchor stands its format reads a bounded part of the text around it, so no text takes more than its
/// length times that; the tests hold both to it, and no clock is asked.
/// </summary>
[TestClass]
public sealed class SecretGrowthTests
{
    private const int Around = 16 * 1024;

    private static readonly string[] Hostile =
    [
        "eyJ", ".eyJ", "-eyJ", "sk-ant-api03-", "T3BlbkFJ", "password = '", "token: ", "://", "://a:", "BEGIN RSA PRIVATE KEY", "-----BEGIN ", "AAAA", "a",
        "A", "0", " ", "\n", "-", ".", "_", "=", "'", "\"",
        "Authorization: ", "Basic ", "Bearer ", "%41", "+ASt", "AZDO", "-us1", "<", ">", "<token>", "secret", "SharedAccessKey=", ";", "Server=", "é", "\\",
        "xoxb-", "ghp_", "pat.",
    ];

    // Few pieces, and many of each: long runs are what makes a search go back and forth.
    private static readonly Gen<string> Texts =
        from pieces in Gen.Zip(Gen.Elements(Hostile), Gen.Choose(1, 3000)).ListOf(6)
        select string.Concat(pieces.Select(piece => string.Concat(Enumerable.Repeat(piece.Item1, Math.Min(piece.Item2, 40_000 / piece.Item1.Length)))));

    [TestMethod]
    public void What_stands_far_away_changes_nothing() =>
        Property.Holds(
            Texts,
            content =>
            {
                var bytes = Encoding.UTF8.GetBytes(content);
                foreach (var (start, anchor) in Anchors(bytes).Where((_, i) => i % 97 == 0))
                {
                    var from = Math.Max(0, start - Around);
                    var to = Math.Min(bytes.Length, start + Around);
                    var isWhole = anchor.Format.TryRead(bytes, start, anchor.Text.Length, out var whole);
                    var isPart = anchor.Format.TryRead(bytes.AsSpan(from, to - from), start - from, anchor.Text.Length, out var part);

                    isPart.ShouldBe(isWhole);
                    if (isWhole)
                        (part.Start.Value + from, part.End.Value + from).ShouldBe((whole.Start.Value, whole.End.Value));
                }
            },
            times: 60);

    [TestMethod]
    public void A_text_that_is_twice_as_long_has_twice_the_places_to_look_at() =>
        Property.Holds(
            Texts,
            content =>
            {
                var once = Anchors(Encoding.UTF8.GetBytes(content + "\n")).Count;

                Anchors(Encoding.UTF8.GetBytes(content + "\n" + content + "\n")).Count.ShouldBe(2 * once);
            },
            times: 60);

    [TestMethod]
    public void No_text_makes_it_fail() =>
        Property.Holds(
            Gen.OneOf(Texts.Select(Encoding.UTF8.GetBytes), Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf(600)),
            content => _ = Checking.Make("secrets").Find(content),
            times: 200);

    private static List<AnchorPlace> Anchors(byte[] content)
    {
        List<AnchorPlace> places = [];
        new SecretSearch(SecretFormats.Texts, SecretFormats.Words).Search(content, places);
        return places;
    }
}
