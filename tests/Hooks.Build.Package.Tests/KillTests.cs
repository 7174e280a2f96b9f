using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>
/// A commit that is killed at any moment loses nothing and leaves no process. HOOKS_TEST_TRIALS says how often that is tried; a moment is drawn from
/// the time that the same commit takes unharmed, by HOOKS_TEST_SEED where that is set. A trial that hits no process is made again.
/// </summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same moments for one seed")]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Finds processes in /proc, which is Linux's.")]
public sealed class KillTests
{
    private const string Staged = "one \n2\n3\n4\nfive\n";
    private const string Repaired = "one\n2\n3\n4\nfive\n";
    private const string OnDisk = "one \n2\n3\n4\nfive\nunstaged \n";
    private const string Merged = "one\n2\n3\n4\nfive\nunstaged \n";

    // A fixer, a C# hook, and hooks with grandchildren in the background, in the foreground, and without an end of their own.
    private const string Hooks = """
        [Hook(Files = ["**/*.txt"], Fix = "sed -i 's/ *$//' {files}")] const string Blanks = "sh -c '! grep -n \" $\" \"$@\"' sh {files}";
        [Hook(Files = ["**/*.txt"], DependsOn = [nameof(Blanks)])] static Task See(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) => { await file.ReadTextAsync(cancel); await Task.Delay(30, cancel); });
        [Hook] const string Background = "sh -c 'sleep 600 & sleep 0.1'";
        [Hook(DependsOn = [nameof(Blanks)])] const string Foreground = "sh -c 'sh -c \"sleep 0.1\"; true'";
        """;

    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("HOOKS_TEST_SEED"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var seed) ? seed : RandomNumberGenerator.GetInt32(int.MaxValue);

    private static int Trials =>
        int.TryParse(Environment.GetEnvironmentVariable("HOOKS_TEST_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : 12;

    private static int MostMissed => 10 * Trials;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_killed_commit_loses_nothing_and_the_next_one_is_clean(bool keepsWorkers)
    {
        using KeptFolder kept = new(keepsWorkers);
        var repository = await CommitRepository.CreateAsync(Hooks);
        _ = await repository.GitAsync("tag", "start");
        await PrepareAsync(repository);
        var whole = Stopwatch.StartNew();
        (await repository.CommitAsync()).ShouldExitWith(0);
        var duration = whole.Elapsed;
        // A worker is taken only by a run whose environment is the same.
        var mark = Processes.Mark();
        Random moments = new(Seed);
        for (var (trial, missed) = (0, 0); trial < Trials;)
        {
            var victim = (Victim)(trial % 3);
            var moment = duration * moments.NextDouble();
            var about = string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, trial {trial}: {victim} killed after {moment.TotalMilliseconds:0} of {duration.TotalMilliseconds:0} ms");
            await PrepareAsync(repository);
            var isHit = await KillAsync(repository, victim, moment, mark, kept);
            await Processes.ShouldBeGoneWithVariableAsync(mark, about, kept.Waiting);
            if (victim == Victim.Group)
            {
                RemoveLocksOfGit(repository);
            }

            await CheckAsync(repository, about);
            _ = isHit ? trial++ : missed++;
            missed.ShouldBeLessThan(MostMissed, "a process is hardly ever found");
        }
    }

    // The worker is being started in the first milliseconds: a process that nobody waited for then held the commit for ever.
    [TestMethod]
    public async Task A_commit_that_is_asked_to_end_at_any_moment_ends_and_leaves_no_process()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        _ = await repository.GitAsync("tag", "start");
        await PrepareAsync(repository);
        var whole = Stopwatch.StartNew();
        (await repository.CommitAsync()).ShouldExitWith(0);
        var duration = whole.Elapsed;
        Random moments = new(Seed);
        for (var (trial, missed) = (0, 0); trial < Trials;)
        {
            var signal = trial % 3 == 0 ? "-INT" : trial % 3 == 1 ? "-TERM" : "-HUP";
            var moment = duration * moments.NextDouble();
            var about = string.Create(
                CultureInfo.InvariantCulture, $"seed {Seed}, trial {trial}: {signal} after {moment.TotalMilliseconds:0} of {duration.TotalMilliseconds:0} ms");
            await PrepareAsync(repository);
            var mark = Processes.Mark();
            using var commit = SdkRun.Start(repository.Root, "setsid", ["git", "commit", "-q", "-m", "x"], ("XDG_HOOKS_TEST", mark));
            await Task.Delay(moment);
            var runners = Processes.WithVariable(mark, "git-hook");
            foreach (var process in runners)
            {
                _ = await SdkRun.RunAsync(repository.Root, "kill", [signal, "--", process.ToString(CultureInfo.InvariantCulture)]);
            }

            await commit.WaitForExitAsync();
            await Processes.ShouldBeGoneWithVariableAsync(mark, about);
            await CheckAsync(repository, about);
            _ = runners.Count > 0 ? trial++ : missed++;
            missed.ShouldBeLessThan(MostMissed, "a process is hardly ever found");
        }
    }

    [TestMethod]
    public async Task A_commit_whose_git_alone_is_killed_ends_its_hooks()
    {
        var repository = await CommitRepository.CreateAsync("""[Hook] const string Endless = "sh -c 'echo > started; exec sleep 600'";""");
        await repository.StageAsync("a.txt", Staged);
        var mark = Processes.Mark();
        using var commit = SdkRun.Start(repository.Root, "setsid", ["git", "commit", "-q", "-m", "x"], ("XDG_HOOKS_TEST", mark));
        SpinWait.SpinUntil(() => repository.Has("started"), TimeSpan.FromMinutes(2)).ShouldBeTrue();
        commit.Kill();
        await Processes.ShouldBeGoneWithVariableAsync(mark, "git is gone");
    }

    [TestMethod]
    public async Task A_killed_build_leaves_no_process()
    {
        using KeptFolder kept = new(keepsWorkers: true);
        var repository = await CommitRepository.CreateAsync(Hooks);
        repository.Write("a.txt", Repaired);
        var mark = Processes.Mark();
        var whole = Stopwatch.StartNew();
        (await SdkRun.EndAsync(Build())).ShouldExitWith(0);
        var duration = whole.Elapsed;
        Random moments = new(Seed);
        for (var trial = 0; trial < Math.Max(4, Trials / 3); trial++)
        {
            var moment = duration * moments.NextDouble();
            using var build = Build();
            await Task.Delay(moment);
            build.Kill();
            await build.WaitForExitAsync();
            await Processes.ShouldBeGoneWithVariableAsync(
                mark,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"seed {Seed}, trial {trial}: killed after {moment.TotalMilliseconds:0} of {duration.TotalMilliseconds:0} ms"),
                kept.Waiting);
        }

        (await SdkRun.EndAsync(Build())).ShouldExitWith(0);

        // MSBuild itself, in one process: what it runs is not told that it is killed.
        Process Build() => SdkRun.Start(
            repository.Root, "dotnet", ["msbuild", TestRepository.Project, "-nologo", "-m:1", "-t:RunHooks", "-p:NoBuild=true", "-p:HookStage=Build"],
            [("XDG_HOOKS_TEST", mark), .. kept.Variables]);
    }

    private static async Task PrepareAsync(CommitRepository repository)
    {
        _ = await repository.GitAsync("reset", "--quiet", "--hard", "start");
        await repository.StageAsync("a.txt", Staged);
        repository.Write("a.txt", OnDisk);
        repository.Write("untracked.txt", "mine ");
    }

    /// <returns>Whether a process was there to be killed.</returns>
    private static async Task<bool> KillAsync(CommitRepository repository, Victim victim, TimeSpan moment, string mark, KeptFolder kept)
    {
        // setsid: the commit is the leader of a group of its own, as under a terminal.
        using var commit = SdkRun.Start(repository.Root, "setsid", ["git", "commit", "-q", "-m", "x"], [("XDG_HOOKS_TEST", mark), .. kept.Variables]);
        await Task.Delay(moment);
        IReadOnlyList<int> victims = victim switch
        {
            Victim.Group => commit.HasExited ? [] : [-commit.Id],
            Victim.Runner => Processes.WithVariable(mark, "git-hook"),
            _ => Processes.WithVariable(mark, "Hooks.Build.Worker.dll"),
        };
        foreach (var process in victims)
        {
            _ = await SdkRun.RunAsync(repository.Root, "kill", ["-9", "--", process.ToString(CultureInfo.InvariantCulture)]);
        }

        await commit.WaitForExitAsync();
        return victims.Count > 0;
    }

    // A git that is killed itself leaves the lock of the reference or index it was writing, with hooks or without.
    private static void RemoveLocksOfGit(CommitRepository repository)
    {
        var git = Path.Combine(repository.Root, ".git");
        foreach (var held in Directory.EnumerateFiles(git, "*.lock").Concat(Directory.EnumerateFiles(Path.Combine(git, "refs", "heads"), "*.lock")))
        {
            File.Delete(held);
        }
    }

    private static async Task CheckAsync(CommitRepository repository, string about)
    {
        repository.Read("a.txt").ShouldBeOneOf([OnDisk, Merged], about);
        repository.Read("untracked.txt").ShouldBe("mine ", about);
        (await repository.StagedTextAsync("a.txt")).ShouldBeOneOf([Staged, Repaired], about);
        repository.Has(".git/index.lock").ShouldBeFalse(about);
        (await repository.GitAsync("status", "--porcelain", "--untracked-files=all"))
            .Split('\n')
            .ShouldAllBe(line => line.EndsWith("a.txt") || line == "?? untracked.txt", about);

        // Where the kill came too late the commit is there, and only the unstaged line is left to commit.
        var isCommitted = await repository.GitAsync("rev-parse", "HEAD") != await repository.GitAsync("rev-parse", "start");
        if (!isCommitted)
        {
            (await repository.CommitAsync()).ShouldExitWith(0);
        }

        (await repository.CommittedTextAsync("a.txt")).ShouldBe(Repaired, about);
        repository.Read("a.txt").ShouldBe(Merged, about);
    }

    private enum Victim
    {
        Runner,
        Worker,
        Group,
    }
}
