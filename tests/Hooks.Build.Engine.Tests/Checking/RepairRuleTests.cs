using System.Globalization;
using Hooks.Build.Checks;
using Hooks.Build.Checks.Registry;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>
/// The laws of every check that repairs, on files of all kinds: a repair changes only what its check is about; it never touches what is no text; and its own
/// check finds nothing in what it made.
/// </summary>
[TestClass]
public sealed class RepairRuleTests : IDisposable
{
    private const int Files = 400;
    private const string Config = "root = true\n[*]\nend_of_line = lf\ninsert_final_newline = true\ntrim_trailing_whitespace = true\n";

    // The same in each run; HOOKS_TEST_SEED gives another.
    private static readonly int[] Seeds = int.TryParse(
        Environment.GetEnvironmentVariable("HOOKS_TEST_SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? [seed] : [1, 2];

    // Whatever is in them.
    private static readonly string[] Untouchable = [".key", "3.md", "7.json"];

    private readonly TempRepository _folder = new();

    public RepairRuleTests() => _ = _folder.Edit(".gitattributes", "*.key binary\n*3.md -text\n*7.json binary\n");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("trailing-whitespace")]
    [DataRow("end-of-file-fixer")]
    [DataRow("mixed-line-ending")]
    [DataRow("mixed-line-ending --fix=crlf")]
    [DataRow("fix-byte-order-marker")]
    [DataRow("file-contents-sorter")]
    [DataRow("pretty-format-json")]
    [DataRow("check-editorconfig", "charset = utf-8\n")]
    [DataRow("check-editorconfig", "charset = utf-8-bom\n")]
    [DataRow("check-editorconfig", "charset = latin1\n")]
    [DataRow("check-editorconfig", "charset = utf-16le\nend_of_line = crlf\n")]
    public async Task Every_repair_keeps_the_laws(string command, string settings = "")
    {
        _ = settings.Length == 0 ? null : _folder.Edit(".editorconfig", Config + settings);
        foreach (var seed in Seeds)
        {
            await KeepsTheLawsAsync(command, seed);
        }
    }

    private async Task KeepsTheLawsAsync(string command, int seed)
    {
        var before = Write(seed, isJson: command == "pretty-format-json");

        var repairing = await RunAsync(command, before.Keys, fixing: true);
        var after = before.Keys.ToDictionary(name => name, name => File.ReadAllBytes(_folder.In(name)), StringComparer.Ordinal);
        var checking = await RunAsync(command, before.Keys, fixing: false);

        var keep = RepairRules.Kept[command];
        var found = repairing.Found.Select(one => one.File).ToHashSet(StringComparer.Ordinal);
        var foundAfter = checking.Found.ToDictionary(one => one.File, one => one.Found, StringComparer.Ordinal);
        foreach (var (name, (content, isBinary)) in before)
        {
            var isSame = after[name].AsSpan().SequenceEqual(content);
            isSame.ShouldBe(!repairing.Repaired.Contains(name), $"HOOKS_TEST_SEED={seed}, {name}");
            if (isBinary)
            {
                isSame.ShouldBeTrue($"HOOKS_TEST_SEED={seed}, {name} is no text");
            }

            keep(after[name]).ShouldBe(keep(content), $"HOOKS_TEST_SEED={seed}, {name}");
            if (!isSame && foundAfter.TryGetValue(name, out var left))
            {
                left.Kept.ShouldAllBe(finding => IsOfCharset(finding), $"HOOKS_TEST_SEED={seed}, {name}");
                found.ShouldContain(name, $"HOOKS_TEST_SEED={seed}, {name}: what is not repaired is told at once");
            }
        }

        repairing.Repaired.Count.ShouldBeGreaterThan(Files / 20);
    }

    // What no repair of bytes can do is told, with the other repairs made: the encoding of a file.
    private static bool IsOfCharset(FileFinding finding) => finding.Message.Contains("charset", StringComparison.Ordinal);

    private Dictionary<string, (byte[] Content, bool IsBinary)> Write(int seed, bool isJson)
    {
        RandomFiles files = new(seed);
        Dictionary<string, (byte[], bool)> written = new(StringComparer.Ordinal);
        for (var i = 0; i < Files; i++)
        {
            var (name, content, isBinary) = files.Next(i, isJson);
            File.WriteAllBytes(_folder.In(name), content);
            written.Add(name, (content, isBinary || Array.Exists(Untouchable, end => name.EndsWith(end, StringComparison.Ordinal))));
        }

        return written;
    }

    private async Task<CheckMember> RunAsync(string command, IEnumerable<string> files, bool fixing)
    {
        var member = CheckMember.Of(Make.Check("Check", "hooks:" + command), given: null);
        member.Files = [.. files.Order(StringComparer.Ordinal)];
        member.Check = FileChecks.Create(member.Standard, member.Arguments, new CheckContext(_folder.Path, new Dictionary<string, string>()));
        TextAttributes attributes = new(new Lazy<GitProgram?>(() => _folder.Program()), _folder.Path);
        await new PassThreads(new PassWork([member], _folder.Path, writeRoot: null, fixing, isExecutable: null, attributes), most: 2)
            .RunAsync(CancellationToken.None);
        return member;
    }
}
