using System.Buffers;
using System.Text;
using Hooks.Build.Catalog;
using Hooks.Build.Checks.Registry;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Runs a check as the engine does.</summary>
internal static class Checking
{
    public static CheckContext Nowhere { get; } = new(Path.GetTempPath(), new Dictionary<string, string>());

    public static FileCheck Make(string id, params string[] arguments) => Make(id, Nowhere, arguments);

    public static FileCheck Make(string id, CheckContext context, params string[] arguments)
    {
        var hook = HookCatalog.FindById(id)!;
        HookArguments.TryParse(hook, arguments, out var parsed, out var error).ShouldBeTrue(error);
        return FileChecks.Create(hook, parsed!, context)!;
    }

    public static FileFinding[] Find(this FileCheck check, byte[] content, string path = "file.txt", bool isExecutable = false)
    {
        var findings = new Findings();
        check.Check(new CheckedFile(path, Path.Combine(Path.GetTempPath(), path), isExecutable), content, findings);
        return [.. findings.Kept];
    }

    public static FileFinding[] Find(this FileCheck check, string content, string path = "file.txt", bool isExecutable = false) =>
        check.Find(Encoding.UTF8.GetBytes(content), path, isExecutable);

    /// <summary>What the check finds when the content comes in blocks.</summary>
    public static FileFinding[] FindInBlocks(this FileCheck check, IReadOnlyList<byte[]> blocks, string path = "file.txt")
    {
        var findings = new Findings();
        var scan = check.Scan(new CheckedFile(path, path))!;
        for (var i = 0; i < blocks.Count; i++)
            scan.Read(blocks[i], i == blocks.Count - 1, findings);

        return [.. findings.Kept];
    }

    /// <summary>The repaired content; <see langword="null"/> where there is nothing to repair.</summary>
    public static byte[]? Fix(this FileCheck check, byte[] content, string path = "file.txt")
    {
        var repaired = new ArrayBufferWriter<byte>();
        return check.TryFix(new CheckedFile(path, path), content, repaired) ? repaired.WrittenSpan.ToArray() : null;
    }

    public static string? Fix(this FileCheck check, string content, string path = "file.txt") =>
        check.Fix(Encoding.UTF8.GetBytes(content), path) is { } repaired ? Encoding.UTF8.GetString(repaired) : null;
}
