using Hooks.Build.Runner.Watching;

namespace Hooks.Build.Runner.Tests.Watching;

[TestClass]
public sealed class WatchLoopTests : IDisposable
{
    private readonly ChangedPaths _changes = new(TimeProvider.System);
    private readonly HashSet<string> _files = ["a.cs", "b.cs"];
    private readonly List<string> _told = [];
    private readonly CancellationTokenSource _end = new();

    public void Dispose() => _end.Dispose();

    [TestMethod]
    public void It_runs_again_for_files_that_count_and_for_no_others()
    {
        Queue<string> saved = new(["a.cs", "new.cs", "b.cs"]);
        var runs = Run(
            (_, token) => token.IsCancellationRequested.ShouldBeFalse(),
            waiting: () =>
            {
                _ = saved.TryDequeue(out var path) && path switch { "b.cs" => _files.Remove(path), "new.cs" => _files.Add(path), _ => false };
                return path;
            });
        runs.ShouldBe(4);
    }

    [TestMethod]
    public void It_tells_once_that_it_waits_however_much_is_heard_of_that_does_not_count()
    {
        Queue<string> saved = new(["obj/1.dll", "obj/2.dll", "obj/3.dll", "a.cs"]);
        var isFirst = true;
        Run(
            (_, _) => { },
            waiting: () => isFirst && saved.TryDequeue(out var path) ? path : null,
            listing: () =>
            {
                // After each that does not count it looks, and goes on waiting.
                if (_told.Count > 0 && saved.TryDequeue(out var path))
                {
                    isFirst = false;
                    _changes.Add(path);
                }
            }).ShouldBe(2);
        _told.ShouldBe(Enumerable.Repeat("waiting for changes (Ctrl-C ends it)", 2));
    }

    [TestMethod]
    public void A_run_that_a_saved_file_makes_stale_ends_and_begins_anew_once()
    {
        List<bool> ended = [];
        Run((_, token) =>
        {
            if (ended.Count < 3)
            {
                _changes.Add("a.cs");
            }

            ended.Add(token.IsCancellationRequested);
        }).ShouldBe(4);
        ended.ShouldBe([true, false, false, false]);
        _told[0].ShouldBe("a.cs was saved: the run begins anew");
    }

    [TestMethod]
    public void What_hooks_may_write_ends_no_run()
    {
        var isStale = false;
        Run(
            (run, token) =>
            {
                if (run == 0)
                {
                    _changes.Add("a.cs");
                    isStale = token.IsCancellationRequested;
                }
            },
            mayWrite: path => path == "a.cs").ShouldBe(2);
        isStale.ShouldBeFalse();
    }

    [TestMethod]
    public void Hooks_that_change_a_file_in_each_run_do_not_run_for_ever()
    {
        Run((_, _) => _changes.Add("b.cs"), mayWrite: _ => true).ShouldBe(3);
        _told.ShouldContain(text => text.StartsWith("b.cs changed in each of 3 runs in a row", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_folder_that_was_moved_is_heard_of_by_its_name_alone()
    {
        Queue<string> saved = new(["lib"]);
        Run(
            (_, _) => { },
            waiting: () =>
            {
                if (!saved.TryDequeue(out var path))
                {
                    return null;
                }

                _ = _files.Remove("a.cs");
                _ = _files.Add("lib/a.cs");
                return path;
            }).ShouldBe(2);
    }

    [TestMethod]
    public void Where_changes_cannot_be_heard_of_any_more_it_ends_and_says_so() =>
        Should.Throw<IOException>(() => Run((_, _) => _changes.Break("no more folders can be watched"))).Message.ShouldBe("no more folders can be watched");

    [TestMethod]
    public async Task What_is_saved_made_renamed_and_deleted_is_heard_of()
    {
        var root = Directory.CreateTempSubdirectory("hooks-watch-").FullName;
        try
        {
            _ = Directory.CreateDirectory(Path.Combine(root, ".git"));
            _ = Directory.CreateDirectory(Path.Combine(root, "src"));
            await File.WriteAllTextAsync(Path.Combine(root, "src", "gone.cs"), "");
            using RepositoryWatch watch = new(root);
            await File.WriteAllTextAsync(Path.Combine(root, ".git", "index"), "");
            await File.WriteAllTextAsync(Path.Combine(root, "src", "a.cs"), "x");
            File.Move(Path.Combine(root, "src", "a.cs"), Path.Combine(root, "src", "b.cs"));
            File.Delete(Path.Combine(root, "src", "gone.cs"));
            HashSet<string> heard = [];
            while (!heard.IsSupersetOf(["src/a.cs", "src/b.cs", "src/gone.cs"]))
            {
                heard.UnionWith(watch.Changes.Wait(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), CancellationToken.None)!);
            }

            heard.ShouldNotContain(path => path.StartsWith(".git", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    // Ends when nothing is left to be saved.
    private int Run(Action<int, CancellationToken> run, Func<string?>? waiting = null, Func<string, bool>? mayWrite = null, Action? listing = null)
    {
        var runs = 0;
        WatchLoop loop = new(
            _changes,
            () =>
            {
                listing?.Invoke();
                return _files.ToHashSet(StringComparer.Ordinal);
            },
            token => new WatchedRun(mayWrite ?? (_ => false), () => run(runs++, token)),
            text =>
            {
                _told.Add(text);
                if (!text.StartsWith("waiting", StringComparison.Ordinal))
                {
                    return;
                }

                if (waiting?.Invoke() is { } path)
                {
                    _changes.Add(path);
                }
                else if (_told.Count < 100)
                {
                    _end.Cancel();
                }
            });
        loop.Run(_end.Token);
        return runs;
    }
}
