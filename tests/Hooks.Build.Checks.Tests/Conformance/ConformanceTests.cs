using System.Buffers;
using Hooks.Build.Catalog;
using Hooks.Build.Checks.Registry;

namespace Hooks.Build.Checks.Tests.Conformance;

[TestClass]
public sealed class ConformanceTests
{
    public static IEnumerable<object[]> Ours => Vector.All
        .Select((vector, index) => (vector, index))
        .Where(one => HookCatalog.FindById(one.vector.Hook) is not null)
        .Select(one => new object[] { one.index, one.vector.ToString() });

    [TestMethod]
    [DynamicData(nameof(Ours))]
    public void A_check_does_what_its_counterpart_in_pre_commit_hooks_was_recorded_to_do(int index, string name)
    {
        var vector = Vector.All[index];
        using var folder = new TemporaryFolder();
        foreach (var file in vector.Files)
            File.WriteAllBytes(folder.PathOf(file.Name), file.Before);

        var exitCode = Play(vector, folder);

        exitCode.ShouldBe(vector.ExitCode, name);
        foreach (var file in vector.Files)
            File.ReadAllBytes(folder.PathOf(file.Name)).ShouldBe(file.After, file.Name);
    }

    // As `hooks check` does: a check that repairs unasked repairs.
    private static int? Play(Vector vector, TemporaryFolder folder)
    {
        var hook = HookCatalog.FindById(vector.Hook)!;
        string[] arguments = [.. vector.Arguments.Select(argument => Named(argument, vector.Files))];
        if (!HookArguments.TryParse(hook, arguments, out var parsed, out _))
            return 2;

        try
        {
            var context = new CheckContext(folder.Path, new Dictionary<string, string> { ["HOME"] = folder.Path });
            if (FileChecks.Create(hook, parsed, context) is not { } check)
                return null;

            var isRefused = false;
            foreach (var name in parsed.Rest)
                isRefused |= IsRefused(check, name, folder);

            return isRefused ? 1 : 0;
        }
        catch (CheckSetupException)
        {
            return 2;
        }
    }

    private static string Named(string argument, VectorFile[] files)
    {
        for (var i = 0; i < files.Length; i++)
            argument = argument.Replace($"{{file{i}}}", files[i].Name, StringComparison.Ordinal);

        return argument;
    }

    private static bool IsRefused(FileCheck check, string name, TemporaryFolder folder)
    {
        var path = folder.PathOf(name);
        var content = File.ReadAllBytes(path);
        var file = new CheckedFile(name, path);
        var repaired = new ArrayBufferWriter<byte>();
        if (check.FixesUnasked && check.TryFix(file, content, repaired))
        {
            File.WriteAllBytes(path, repaired.WrittenSpan);
            return true;
        }

        var findings = new Findings();
        check.Check(file, content, findings);
        return findings.Count > 0;
    }
}
