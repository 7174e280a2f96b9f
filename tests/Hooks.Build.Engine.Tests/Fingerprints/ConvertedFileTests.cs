using System.Globalization;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Fingerprints;

/// <summary>What is on disk may be other bytes than git stores, whatever the settings of today: only what was read is believed.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ConvertedFileTests
{
    // As many as git was once asked for.
    private const int Many = 120;

    // How git was told to write other bytes than it stores; what is undone after the checkout leaves no trace that could be asked for.
    public static IEnumerable<object[]> Conversions =>
    [
        ["autocrlf", "git config core.autocrlf true", "git config --unset core.autocrlf"],
        ["attributes of the clone", "echo '* text eol=crlf' > .git/info/attributes", "rm .git/info/attributes"],
        ["attributes that are ignored", "echo .gitattributes > .git/info/exclude; echo '* text eol=crlf' > .gitattributes", ":"],
        ["a filter that keeps the size", "git config filter.case.smudge 'tr a-z A-Z'; git config filter.case.clean 'tr A-Z a-z'; echo '* filter=case' > .git/info/attributes", "rm .git/info/attributes"],
        ["another encoding", "echo '* working-tree-encoding=UTF-16' > .git/info/attributes", "rm .git/info/attributes"],
        ["ident", "echo '* ident' > .git/info/attributes", "rm .git/info/attributes"],
    ];

    [TestMethod]
    [DynamicData(nameof(Conversions))]
    public async Task A_result_for_what_git_stores_is_none_for_what_it_wrote(string what, string begin, string end)
    {
        using CachingRepository repository = new();
        var files = repository.Files;
        var names = Enumerable.Range(0, Many).Select(i => string.Create(CultureInfo.InvariantCulture, $"f{i}.cs")).ToArray();
        foreach (var name in names)
        {
            _ = files.Edit(name, "class a {} // $Id$\n");
        }

        _ = files.Stage(names);
        _ = files.Git("commit", "--quiet", "-m", "x");
        var hook = CachingRepository.Hook() with { Command = [["check"]] };
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);

        // Times that are older than the index, so that it is believed by git itself.
        _ = files.Shell($"{begin}; rm f*.cs; git checkout -q -- . ; touch -d '-1 hour' f*.cs; git update-index -q --refresh; {end}");
        Directory.Delete(repository.Request.LogDirectory, recursive: true);

        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss, what);
    }

    [TestMethod]
    public void Many_files_have_the_digest_that_they_have_one_by_one()
    {
        using TempFolder folder = new();
        var names = Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"f{i}")).ToArray();
        foreach (var name in names)
        {
            _ = folder.File(name, name);
        }

        FileFingerprints alone = new(folder.Path, folder.In("inputs.stat"));
        FileFingerprints together = new(folder.Path, folder.In("inputs.stat"));
        Array.ForEach(names, name => alone.Of(name));
        together.DigestOf(names).ShouldBe(alone.DigestOf(names));
    }
}
