using System.Text;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Remote;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Remote;

[TestClass]
public sealed class RemoteEntryTests
{
    // From Bazel 4.2.3: a genrule that writes "HELLO\n" to out.txt and something to standard error.
    private const string BazelOutput = "3b09aeb6f5f5336beb205d7f720371bc927cd46c21922e334d47ba264acb5ba4";
    private static readonly byte[] BazelEntry = Convert.FromBase64String(
        "EmoKImJhemVsLW91dC9rOC1mYXN0YnVpbGQvYmluL291dC50eHQSRApAM2IwOWFlYjZmNWY1MzM2YmViMjA1ZDdmNzIwMzcxYmM5MjdjZDQ2YzIxOTIyZTMzNGQ0N2JhMjY0YWNiNWJhNBAGMkIKQGUzYjBjNDQy"
        + "OThmYzFjMTQ5YWZiZjRjODk5NmZiOTI0MjdhZTQxZTQ2NDliOTM0Y2E0OTU5OTFiNzg1MmI4NTVCRQpAOTIzNWNmYjhiYmE2YmQ1ZGM3ZWM0MzMzYzEwYTBlYWE1ZDQyMjljMzA4ZGQyYzhkMmRmYTJkN2Y0ZDlj"
        + "ZDFmNBCHJw==");

    private static readonly byte[] BazelAction = Convert.FromBase64String(
        "CkUKQDI5ZTM3ZmVmOWU4MmUzODc5ZTAwNTllYWE1Y2Y3YjM4YzEyOWQxM2RkNDdiOTg2YzVhYTBkNzc4ZTMwZmM3OGIQ4AESRQpAOWUyYjQ4NWE1NGRlOGI4YzBiMWU1YmJmNTEyM2M4MGYxNjY1YWZkOTg5YTNl"
        + "YjNmYWUwNzhmZTcwODFjY2QyOBCkAVIA");

    private static readonly ActionResult BazelResult = new()
    {
        Outputs = [new CachedFile("bazel-out/k8-fastbuild/bin/out.txt", BazelOutput, 6, IsExecutable: false)],
        OutputDigest = ContentDigest.Empty,
        ErrorDigest = new ContentDigest("9235cfb8bba6bd5dc7ec4333c10a0eaa5d4229c308dd2c8d2dfa2d7f4d9cd1f4", 4999),
    };

    [TestMethod]
    public void An_entry_is_written_as_Bazel_writes_it() => BazelResult.Write().ShouldBe(BazelEntry);

    [TestMethod]
    public void An_entry_of_Bazel_is_read()
    {
        var result = ActionResult.Read(BazelEntry);
        result.Outputs.ShouldBe(BazelResult.Outputs);
        (result with { Outputs = BazelResult.Outputs }).ShouldBe(BazelResult);
    }

    [TestMethod]
    public void An_action_is_written_as_Bazel_writes_it()
    {
        var action = RemoteAction.Write(
            new ContentDigest("29e37fef9e82e3879e0059eaa5cf7b38c129d13dd47b986c5aa0d778e30fc78b", 224),
            new ContentDigest("9e2b485a54de8b8c0b1e5bbf5123c80f1665afd989a3eb3fae078fe7081ccd28", 164));
        action.ShouldBe(BazelAction);
        ContentDigest.Of(action).Hash.ShouldBe("8a1b837e6aab1aea2194d8b252b7f6e204f8f0b7ca4c13694e3edf5cac9fbaef");
    }

    [TestMethod]
    public void A_key_is_filed_under_the_same_name_everywhere()
    {
        RemoteAction action = new(Samples.Key);
        action.Hash.ShouldBe(ContentDigest.Of(action.Action).Hash);
        action.Hash.ShouldBe(new RemoteAction(Samples.Key).Hash);
        action.Hash.ShouldNotBe(new RemoteAction(Samples.Digest("other")).Hash);
        Convert.ToHexStringLower(action.Command).ShouldBe("0a0b" + Hex("hooks-build") + "0a01" + Hex("1") + "0a40" + Hex(Samples.Key) + "2a00");
    }

    [TestMethod]
    public void A_result_comes_back_as_it_was() => Read(RemoteEntry.Write(Samples.Key, Samples.Result)).ShouldSayTheSameAs(Samples.Result);

    [TestMethod]
    public void A_result_of_nothing_comes_back_as_it_was()
    {
        CachedResult result = new() { Outcome = HookOutcome.Succeeded };
        Read(RemoteEntry.Write(Samples.Key, result)).ShouldSayTheSameAs(result);
    }

    [TestMethod]
    public void Bazel_shows_the_findings_as_the_output_of_the_action() =>
        Encoding.UTF8.GetString(ActionResult.Read(RemoteEntry.Write(Samples.Key, Samples.Result)).Output.Span)
            .ShouldBe("src/Ä.cs(3,4): warning W1: too long\ninfo: a line\nand another\n");

    [TestMethod]
    public void Fields_that_are_not_known_pass_by()
    {
        byte[] entry = [.. RemoteEntry.Write(Samples.Key, Samples.Result), 0x18 | 0x02, 0x01, 0xFF, 0x78, 0x7F, 0x7D, 1, 2, 3, 4, 0x79, 1, 2, 3, 4, 5, 6, 7, 8];
        Read(entry).ShouldSayTheSameAs(Samples.Result);
    }

    [TestMethod]
    public void No_changed_bit_and_no_missing_byte_goes_unnoticed()
    {
        var entry = RemoteEntry.Write(Samples.Key, Samples.Result);
        for (var i = 0; i < entry.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = entry.ToArray();
                changed[i] ^= (byte)(1 << bit);
                ShouldBeRefusedOrTheSame(changed);
            }

            ShouldBeRefusedOrTheSame(entry[..i]);
        }
    }

    [TestMethod]
    public void Noise_is_refused() => Dice.ForEachSeed(
        seed =>
        {
            Dice dice = new(seed);
            var noise = new byte[dice.Below(200)];
            for (var i = 0; i < noise.Length; i++)
            {
                noise[i] = (byte)dice.Below(256);
            }

            _ = Should.Throw<InvalidDataException>(() => Read(noise));
        },
        times: 1000);

    [TestMethod]
    [DataRow("/etc/passwd")]
    [DataRow("../a")]
    [DataRow("a/../../b")]
    [DataRow("a//b")]
    [DataRow("./a")]
    [DataRow("a/")]
    [DataRow("")]
    [DataRow(@"..\a")]
    [DataRow("C:/a")]
    [DataRow(".git/hooks/pre-commit")]
    [DataRow("sub/.GIT/config")]
    [DataRow(".git./config")]
    [DataRow("GIT~1/config")]
    [DataRow("a/.. /b")]
    [DataRow("a\0b")]
    public void A_file_outside_the_repository_is_refused(string path) => ShouldBeRefused([Samples.File(path, "x")]);

    [TestMethod]
    public void A_file_that_comes_twice_is_refused() => ShouldBeRefused([Samples.File("a", "x"), Samples.File("a", "y")]);

    [TestMethod]
    public void Content_that_is_not_named_by_its_hash_is_refused() =>
        ShouldBeRefused([new CachedFile("a", "../../ac/" + new string('0', 55), 1, IsExecutable: false)]);

    [TestMethod]
    public void The_result_of_a_failure_is_refused()
    {
        var entry = ActionResult.Read(RemoteEntry.Write(Samples.Key, Samples.Result)) with { ExitCode = -1 };
        Should.Throw<InvalidDataException>(() => Read(entry.Write())).Message.ShouldBe("it is the result of a failure");
    }

    private static void ShouldBeRefused(IReadOnlyList<CachedFile> outputs) =>
        Should.Throw<InvalidDataException>(() => Read(RemoteEntry.Write(Samples.Key, Samples.Result with { Outputs = outputs })));

    // A bit of a field that is not known may change: what is known is the same then.
    private static void ShouldBeRefusedOrTheSame(byte[] entry)
    {
        try
        {
            Read(entry).ShouldSayTheSameAs(Samples.Result);
        }
        catch (InvalidDataException)
        {
            // As it should be.
        }
    }

    private static CachedResult Read(byte[] entry) => RemoteEntry.Read(Samples.Key, entry);

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
