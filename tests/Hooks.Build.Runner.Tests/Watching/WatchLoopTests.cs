using System.Collections.Concurrent;
using System.Globalization;
using Hooks.Build.Runner.Watching;

namespace Hooks.Build.Runner.Tests.Watching;

[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "Not for secrets")]
public sealed class WatchLoopTests : IDisposable
{
    private readonly AskedClock _clock = new();
    private readonly ChangedPaths _changes;
    private readonly HashSet<string> _files = ["a.cs", "b.cs"];
    private readonly List<string> _told = [];
    private readonly ConcurrentDictionary<string, int> _contents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _looked = new(StringComparer.Ordinal);
    private int _saves;
    private readonly CancellationTokenSource _end = new();

    public WatchLoopTests() => _changes = new ChangedPaths(_clock);

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
    public void It_runs_again_where_another_folder_took_the_place_of_one_with_files_that_count()
    {
        _ = _files.Add("made/deep/c.cs");
        Queue<string> renamed = new(["made/deep", "made"]);
        Run((_, _) => { }, waiting: () => renamed.TryDequeue(out var folder) ? folder : null).ShouldBe(3);
    }

    [TestMethod]
    public void A_folder_that_is_replaced_while_hooks_run_brings_another_run_behind_this_one()
    {
        _ = _files.Add("made/c.cs");
        Run((run, token) =>
        {
            if (run == 0)
            {
                _changes.Add("made");
            }

            token.IsCancellationRequested.ShouldBeFalse();
        }).ShouldBe(2);
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
    public void Each_save_ends_the_run_that_it_makes_stale()
    {
        const int Saves = 4;
        List<bool> ended = [];
        Run((run, token) =>
        {
            if (run < Saves)
            {
                Save("a.cs");
                _ = token.WaitHandle.WaitOne();
            }

            ended.Add(token.IsCancellationRequested);
        }).ShouldBe(Saves + 1);
        ended.ShouldBe([.. Enumerable.Repeat(true, Saves), false]);
        _told.ShouldBe([.. Enumerable.Repeat("a.cs was saved: the run begins anew", Saves), "waiting for changes (Ctrl-C ends it)"]);
    }

    [TestMethod]
    public void What_is_saved_while_it_is_found_out_what_there_is_to_run_is_found_out_anew()
    {
        var opened = 0;
        Run((_, token) => token.IsCancellationRequested.ShouldBeFalse(), opening: () =>
        {
            if (opened++ == 0)
            {
                Save("a.cs");
                AwaitHeard();
            }
        }).ShouldBe(1);
        opened.ShouldBe(2);
    }

    [TestMethod]
    public void So_is_what_is_saved_then_after_a_file_that_hooks_may_write()
    {
        var opened = 0;
        Run(
            (_, token) => token.IsCancellationRequested.ShouldBeFalse(),
            mayWrite: path => path == "a.cs",
            opening: () =>
            {
                if (opened++ == 0)
                {
                    Save("a.cs");
                    AwaitHeard("a.cs");
                    Save("b.cs");
                    AwaitHeard("b.cs");
                }
            }).ShouldBe(1);
        _told[0].ShouldBe("b.cs was saved: the run begins anew");
    }

    [TestMethod]
    public void A_file_that_is_written_as_it_was_makes_nothing_stale()
    {
        List<bool> ended = [];
        Run((run, token) =>
        {
            _contents["a.cs"] = 7;
            _changes.Add("a.cs");
            _ = run == 0 && token.WaitHandle.WaitOne();
            ended.Add(token.IsCancellationRequested);
        }).ShouldBe(2);

        // The first time nobody knows what it was.
        ended.ShouldBe([true, false]);
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
                    Save("a.cs");
                    AwaitHeard();
                    isStale = token.IsCancellationRequested;
                }
            },
            mayWrite: path => path == "a.cs").ShouldBe(2);
        isStale.ShouldBeFalse();
    }

    [TestMethod]
    public void Hooks_that_change_a_file_in_each_run_do_not_run_for_ever()
    {
        Run((_, _) => Save("b.cs"), mayWrite: _ => true).ShouldBe(3);
        _told.ShouldContain(text => text.StartsWith("b.cs changed in each of 3 runs in a row", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Nor_do_they_where_it_cannot_catch_up_and_hears_a_moment_late_of_what_they_wrote_at_their_end()
    {
        Run((_, _) => { }, catchUp: () =>
        {
            // Nobody asks for the time before it waits for a moment in which nothing changes.
            _clock.Asked = () => Save("b.cs");
            return false;
        }).ShouldBe(3);
        _told.ShouldContain(text => text.StartsWith("b.cs changed in each of 3 runs in a row", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Hooks_that_change_a_file_without_saying_so_run_to_their_end_at_last_and_not_for_ever()
    {
        List<bool> ended = [];
        Run((run, token) =>
        {
            Save("b.cs");
            _ = run < 10 && token.WaitHandle.WaitOne();
            ended.Add(token.IsCancellationRequested);
        }).ShouldBe(13);
        ended.ShouldBe([.. Enumerable.Repeat(true, 10), false, false, false]);
        _told[^2].ShouldStartWith("b.cs changed in each of 13 runs in a row");
    }

    [TestMethod]
    public void What_is_saved_between_two_runs_no_hook_wrote_so_that_nobody_who_saves_all_the_time_is_given_up()
    {
        const int Runs = 40;
        Run(
            (run, token) =>
            {
                if (run < Runs)
                {
                    Save("a.cs");
                    _ = token.WaitHandle.WaitOne();
                }

                token.IsCancellationRequested.ShouldBe(run < Runs);
            },
            between: run => Save(run % 9 == 0 ? "b.cs" : "no file that counts")).ShouldBe(Runs + 1);
        _told.Count.ShouldBe(Runs + 1);
    }

    [TestMethod]
    public void Whatever_is_saved_when_the_last_result_is_of_the_files_as_they_are_unless_it_says_otherwise()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            using WatchLoopTests test = new();
            test.SaveAtRandom(new Random(seed));
        }
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

    // Somebody saves on a thread, and the loop runs on another: whatever comes between what.
    private void SaveAtRandom(Random dice)
    {
        string[] names = ["a.cs", "b.cs", "no file that counts"];
        ConcurrentQueue<(int A, int B)> results = new();
        var steps = dice.Next(4);
        WatchLoop loop = new(
            _changes,
            new WatchedFiles(() => _files, Content),
            token => new WatchedRun(_ => false, () =>
            {
                (int A, int B) begun = (Of("a.cs"), Of("b.cs"));
                for (var step = 0; step < steps; step++)
                {
                    _ = token.WaitHandle.WaitOne(1);
                }

                if (!token.IsCancellationRequested)
                {
                    results.Enqueue(begun);
                }
            }),
            text =>
            {
                if (text.Contains("save it again", StringComparison.Ordinal))
                {
                    Save("a.cs");
                }
            })
        {
            Quiet = TimeSpan.FromMilliseconds(1),
        };
        Thread looping = new(() => loop.Run(_end.Token));
        looping.Start();
        for (var saves = dice.Next(9); saves > 0; saves--)
        {
            for (var turns = dice.Next(4) * dice.Next(2000); turns > 0; turns--)
            {
                _ = Thread.Yield();
            }

            Save(names[dice.Next(names.Length)]);
        }

        while (results.LastOrDefault((-1, -1)) != (Of("a.cs"), Of("b.cs")))
        {
            _ = Thread.Yield();
        }

        _end.Cancel();
        looping.Join();
    }

    private int Of(string path) => _contents.GetValueOrDefault(path);

    // Ends when nothing is left to be saved.
    private int Run(
        Action<int, CancellationToken> run,
        Func<string?>? waiting = null,
        Func<string, bool>? mayWrite = null,
        Action? listing = null,
        Action? opening = null,
        Action<int>? between = null,
        Func<bool>? catchUp = null)
    {
        var runs = 0;
        WatchLoop loop = new(
            _changes,
            new WatchedFiles(
                () =>
                {
                    listing?.Invoke();
                    return _files.ToHashSet(StringComparer.Ordinal);
                },
                Content),
            token =>
            {
                opening?.Invoke();
                return new WatchedRun(mayWrite ?? (_ => false), () => run(runs++, token));
            },
            text =>
            {
                _told.Add(text);
                if (!text.StartsWith("waiting", StringComparison.Ordinal))
                {
                    between?.Invoke(runs);
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
            })
        {
            Quiet = TimeSpan.FromMilliseconds(1),
            CatchUp = _ => catchUp?.Invoke() != false,
        };
        loop.Run(_end.Token);
        return runs;
    }

    private void Save(string path)
    {
        _contents[path] = Interlocked.Increment(ref _saves);
        _changes.Add(path);
    }

    private string Content(string path)
    {
        _ = _looked.TryAdd(path, true);
        return Of(path).ToString(CultureInfo.InvariantCulture);
    }

    // Until somebody looks at what the file holds now.
    private void AwaitHeard(string path = "a.cs")
    {
        while (!_looked.ContainsKey(path))
        {
            _ = Thread.Yield();
        }
    }

    /// <summary>A clock that does something the next time it is asked.</summary>
    private sealed class AskedClock : TimeProvider
    {
        public Action? Asked { get; set; }

        public override long GetTimestamp()
        {
            var asked = Asked;
            Asked = null;
            asked?.Invoke();
            return base.GetTimestamp();
        }
    }
}
