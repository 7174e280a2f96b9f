using System.Buffers;
using System.Text;
using Hooks.Build.Catalog;
using Hooks.Build.Checks.Registry;

namespace Hooks.Build.Checks.Tests.Structured;

/// <summary>Runs one check over one content.</summary>
internal static class Checked
{
    private static readonly CheckedFile File = new("folder/file", "/none/folder/file");

    public static FileCheck Make(string id, params string[] arguments)
    {
        var hook = HookCatalog.FindById(id)!;
        HookArguments.TryParse(hook, arguments, out var parsed, out var error).ShouldBeTrue(error);
        return FileChecks.Create(hook, parsed!, new CheckContext("/none", new Dictionary<string, string>())).ShouldNotBeNull();
    }

    public static Findings Bytes(string id, ReadOnlySpan<byte> content, params string[] arguments)
    {
        Findings findings = new();
        Make(id, arguments).Check(File, content, findings);
        return findings;
    }

    /// <summary>The findings, each as <c>line:column: message</c>.</summary>
    public static string[] Text(string id, string content, params string[] arguments) =>
        [.. Bytes(id, Encoding.UTF8.GetBytes(content), arguments).Kept.Select(finding => $"{finding.Line}:{finding.Column}: {finding.Message}")];

    /// <summary>The repaired content; <see langword="null"/> where there is nothing to repair.</summary>
    public static string? Fixed(string id, string content, params string[] arguments)
    {
        ArrayBufferWriter<byte> repaired = new();
        return Make(id, arguments).TryFix(File, Encoding.UTF8.GetBytes(content), repaired) ? Encoding.UTF8.GetString(repaired.WrittenSpan) : null;
    }
}
