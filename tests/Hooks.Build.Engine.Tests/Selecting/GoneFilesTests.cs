using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>What is gone: deleted files and old names. Hooks that know projects are given it, others are not.</summary>
[TestClass]
public sealed class GoneFilesTests
{
    private static readonly PlannedHook Build = Make.Check("Build", "csharp:build") with { Kind = HookKind.Tool };

    [TestMethod]
    public async Task Deleted_files_and_old_names_are_listed_apart_for_who_asks()
    {
        using var repository = Moved();
        var listing = await repository.ListAsync(new FileChoice(FileChoiceKind.Staged) { WithGone = true });
        listing.Paths.ShouldBe(["added", "renamed"]);
        listing.Staged!.Select(file => file.Path).ShouldBe(listing.Paths);
        listing.Gone.ShouldBe(["deleted", "old"]);
        (await repository.ListAsync(FileChoiceKind.Staged)).Gone.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task They_are_known_in_what_is_not_committed_in_a_range_and_in_a_push()
    {
        using var repository = Moved();
        _ = repository.Shell("rm kept");
        (await GoneAsync(repository, new FileChoice(FileChoiceKind.Changed))).ShouldBe(["deleted", "kept", "old"]);
        _ = repository.Git("commit", "--quiet", "--all", "-m", "x");
        (await GoneAsync(repository, new FileChoice(FileChoiceKind.Range, "HEAD~1", "HEAD"))).ShouldBe(["deleted", "kept", "old"]);
        var (local, remote) = (repository.Git("rev-parse", "HEAD"), repository.Git("rev-parse", "HEAD~1"));
        (await GoneAsync(repository, FileChoice.Pushed("origin", [$"refs/heads/main {local} refs/heads/main {remote}"]))).ShouldBe(["deleted", "kept", "old"]);
        (await GoneAsync(repository, FileChoice.Pushed("origin", [$"refs/heads/main {local} refs/heads/main {new string('0', local.Length)}"])))
            .ShouldBeEmpty();
        (await GoneAsync(repository, new FileChoice(FileChoiceKind.All))).ShouldBeEmpty();
    }

    [TestMethod]
    public void A_hook_about_projects_is_given_them_and_an_ordinary_one_only_what_is_there()
    {
        using TempFolder folder = new();
        _ = folder.File("here.cs");
        FileListing listing = new(["here.cs"]) { Gone = ["gone.cs", "gone.md", "raw\uDCFF.cs"] };
        var selection = HookSelection.Select(
            Make.Plan(Build with { Files = ["**/*.cs"] }, Make.Hook("A") with { Files = ["**/*.cs"] }), Make.Request(folder.Path));
        var files = FileMatching.Match(selection, listing, Make.Request(folder.Path));
        files[0].ShouldBe(["here.cs", "gone.cs"]);
        files[1].ShouldBe(["here.cs"]);
    }

    [TestMethod]
    public void A_range_has_gone_what_its_start_has_and_its_end_has_not() =>
        Dice.ForEachSeed(seed => CheckRangeAsync(seed).GetAwaiter().GetResult(), times: 25);

    private static async Task CheckRangeAsync(int seed)
    {
        Dice dice = new(seed);
        using var repository = Random(dice).Commit();
        string[] before = [.. repository.Git("ls-files").Split('\n')];
        _ = Random(dice, repository);
        _ = repository.Shell("git add -A && git commit -q --allow-empty -m x");
        string[] after = [.. repository.Git("ls-files").Split('\n')];
        var gone = await GoneAsync(repository, new FileChoice(FileChoiceKind.Range, "HEAD~1", "HEAD"));
        string.Join(' ', gone).ShouldBe(string.Join(' ', before.Except(after).Where(name => name.Length > 0).Order(StringComparer.Ordinal)), $"seed {seed}");
    }

    private static TempRepository Random(Dice dice, TempRepository? repository = null)
    {
        repository ??= new TempRepository();
        for (var count = dice.Below(6); count >= 0; count--)
        {
            var (one, other) = ($"{(char)('a' + dice.Below(5))}/f", $"{(char)('a' + dice.Below(5))}/f");
            _ = repository.Shell(dice.Below(3) switch
            {
                0 => $"mkdir -p {one[..1]} && echo {dice.Below(3)} > {one} && git add .",
                1 => $"rm -f {one}",
                _ => $"mkdir -p {other[..1]} && if [ -f {one} ]; then mv -f {one} {other} 2>/dev/null || true; fi",
            });
        }

        _ = repository.Shell("git add -A");
        return repository;
    }

    private static async Task<IReadOnlyList<string>> GoneAsync(TempRepository repository, FileChoice choice) =>
        (await repository.ListAsync(choice with { WithGone = true })).Gone;

    private static TempRepository Moved()
    {
        var repository = new TempRepository().Commit("deleted", "old", "kept").Write("added").Stage("added");
        _ = repository.Git("rm", "--quiet", "deleted");
        _ = repository.Git("mv", "old", "renamed");
        return repository;
    }
}
