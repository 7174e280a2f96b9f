using System.Text;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Remote;

/// <summary>Results to share.</summary>
internal static class Samples
{
    public const string Generated = "generated\n";
    public const string Tool = "#!/bin/sh\n";
    public static readonly string Key = Sha256.Hex("key"u8);

    /// <summary>A result that has something in each field.</summary>
    public static CachedResult Result { get; } = new()
    {
        Outcome = HookOutcome.Succeeded,
        Reason = "all is well",
        ExitCode = 0,
        Duration = TimeSpan.FromSeconds(1.5),
        Findings =
        [
            new Finding(HookFindingLevel.Warning, "src/Ä.cs", 3, 4, 5, 6, "W1", "too long"),
            new Finding(HookFindingLevel.Info, "", 0, 0, 0, 0, "", "a line\nand another"),
        ],
        DroppedFindings = 2,
        Tail = ["done", "", "bye"],
        Outputs = [File("gen/a.txt", Generated), File("gen/empty", ""), File("gen/tool.sh", Tool) with { IsExecutable = true }],
    };

    /// <summary>A file of a result.</summary>
    public static CachedFile File(string path, string content) => new(path, Digest(content), Encoding.UTF8.GetByteCount(content), IsExecutable: false);

    /// <summary>What names content.</summary>
    public static string Digest(string content) => Sha256.Hex(Encoding.UTF8.GetBytes(content));

    /// <summary>A store that has the content of the result.</summary>
    public static FakeResultStore Filled()
    {
        FakeResultStore store = new();
        foreach (var content in (string[])[Generated, "", Tool])
        {
            store.Contents[Digest(content)] = Encoding.UTF8.GetBytes(content);
        }

        return store;
    }

    /// <summary>Both results say the same.</summary>
    public static void ShouldSayTheSameAs(this CachedResult? result, CachedResult expected)
    {
        var found = result.ShouldNotBeNull();
        (found with { Findings = [], Tail = [], Outputs = [] }).ToString().ShouldBe((expected with { Findings = [], Tail = [], Outputs = [] }).ToString());
        found.Findings.ShouldBe(expected.Findings);
        found.Tail.ShouldBe(expected.Tail);
        found.Outputs.ShouldBe(expected.Outputs);
    }
}
