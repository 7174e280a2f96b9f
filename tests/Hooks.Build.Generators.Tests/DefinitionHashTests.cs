using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class DefinitionHashTests
{
    private const string Source =
        """
        static class RepoHooks
        {
            [Hook] const string Other = "other";
            [Hook(Files = ["a", "b"], Description = "old")] const string Command = "dotnet format {files}";
            [Hook(Timeout = 300)] static bool Method(HookContext hook) { return true; }
        }
        """;

    [TestMethod]
    [DataRow("Other", "Renamed")]
    [DataRow("\"other\"", "\"changed\"")]
    [DataRow("    [Hook] const string Other = \"other\";\n", "")]
    [DataRow("static class RepoHooks", "// moved\n\n  static class RepoHooks")]
    [DataRow("static class RepoHooks", "static class Elsewhere")]
    [DataRow("\"old\"", "\"new\"")]
    [DataRow("[\"a\", \"b\"]", "new[] { \"a\", \"b\" }")]
    [DataRow("\n", "\r\n")]
    public void What_does_not_change_a_hook_keeps_its_hash(string text, string replacement)
    {
        var (before, after) = Hashes(text, replacement);
        after["Command"].ShouldBe(before["Command"]);
        after["Method"].ShouldBe(before["Method"]);
    }

    [TestMethod]
    [DataRow("Command", "dotnet format", "dotnet inspect")]
    [DataRow("Command", "[\"a\", \"b\"]", "[\"ab\"]")]
    [DataRow("Command", "[\"a\", \"b\"]", "[\"b\", \"a\"]")]
    [DataRow("Command", "Files", "Reads")]
    [DataRow("Command", "Description = \"old\"", "Fix = \"fix\"")]
    [DataRow("Command", "Description = \"old\"", "Batch = true")]
    [DataRow("Command", "Description = \"old\"", "Gates = false")]
    [DataRow("Command", "Description = \"old\"", "Finally = true, DependsOn = [\"Other\"]")]
    [DataRow("Command", "Description = \"old\"", "Cache = false")]
    [DataRow("Command", "Description = \"old\"", "Environment = [\"X\"]")]
    [DataRow("Command", "Description = \"old\"", "WorkingDirectory = \"src\"")]
    [DataRow("Command", "Description = \"old\"", "Problems = \"out.trx\"")]
    [DataRow("Method", "return true", "return false")]
    [DataRow("Method", "HookContext hook", "")]
    [DataRow("Method", "(Timeout = 300)", "")]
    public void What_changes_a_hook_changes_its_hash_and_no_other(string hook, string text, string replacement)
    {
        var (before, after) = Hashes(text, replacement);
        after.Where(entry => before[entry.Key] != entry.Value).Select(entry => entry.Key).ShouldBe([hook]);
    }

    [TestMethod]
    public void It_is_SHA_256_in_hexadecimal() => Hashes("", "").Before.Values.ShouldAllBe(hash => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower));

    private static (Dictionary<string, string> Before, Dictionary<string, string> After) Hashes(string text, string replacement)
    {
        Source.ShouldContain(text);
        return (Of(Source), Of(text.Length == 0 ? Source : Source.Replace(text, replacement, StringComparison.Ordinal)));

        static Dictionary<string, string> Of(string source) =>
            GeneratorRun.Of(source).Hooks().ToDictionary(hook => hook.Key, hook => hook.Value.Hash!, StringComparer.Ordinal);
    }
}
