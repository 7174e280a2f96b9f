using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>HOOK0022 for threads that are blocked.</summary>
[TestClass]
public sealed class BlockingWaitTests
{
    [TestMethod]
    public Task Blocking_is_told_in_every_form() => CodeRun.VerifyAsync(
        """
        [Hook] static bool Lint()
        {
            var text = File.ReadAllTextAsync("a").{|HOOK0022:Result|};
            File.WriteAllTextAsync("a", text).{|HOOK0022:Wait|}();
            File.WriteAllTextAsync("a", text).GetAwaiter().{|HOOK0022:GetResult|}();
            File.WriteAllTextAsync("a", text).ConfigureAwait(false).GetAwaiter().{|HOOK0022:GetResult|}();
            Task.{|HOOK0022:WaitAll|}(File.WriteAllTextAsync("a", text), Task.CompletedTask);
            var value = new ValueTask<int>(1);
            return value.{|HOOK0022:Result|} == 1;
        }
        """);

    [TestMethod]
    public Task A_method_for_both_ways_that_is_asked_to_do_its_work_at_once_does_not_wait() => CodeRun.VerifyAuditAsync(
        """
        int Read() => Read(async: false).GetAwaiter().GetResult() + Read(false).Result;
        int Fetch(bool async) => Fetch(1, sync: true).Result + Fetch(1, sync: false).{|HOOK0022:Result|} + Read(async).{|HOOK0022:Result|};
        int Late() => Read(async: true).{|HOOK0022:Result|};
        Task<int> Read(bool async) => Task.FromResult(async ? 1 : 2);
        Task<int> Fetch(int count, bool sync) => Task.FromResult(sync ? count : 2);
        object Unwrap(Task task) => new ValueTask<object>((Task<object>)task).Result;
        """);

    [TestMethod]
    public Task The_end_of_a_begin_is_there_to_block() => CodeRun.VerifyAuditAsync(
        """
        int EndRead(IAsyncResult begun) => ((Task<int>)begun).Result;
        int Read(Task<int> begun) => begun.{|HOOK0022:Result|};
        """);

    [TestMethod]
    public Task A_task_that_is_done_may_be_read() => CodeRun.VerifyAuditAsync(
        """
        async Task<int> Run(Task<int> one, Task<int> other, Task<int>[] many, Task<int> third)
        {
            await Task.WhenAll(one, other);
            await Task.WhenAll(many);
            var sum = one.Result + other.Result + many.Select(task => task.Result).Sum() + many[0].Result;
            foreach (var each in many)
                sum += each.Result;

            if (third.IsCompletedSuccessfully)
                sum += third.Result;

            var first = await Task.WhenAny(many);
            return sum + (await Task.WhenAny(many)).Result + first.Result;
        }

        async Task<int> Each(Task<int>[] many, Task<int> one, Task<int> other)
        {
            var sum = 0;
            await foreach (var done in Later.WhenEach(many))
                sum += done.Result;

            await foreach (var done in Later.WhenEach(one, other))
                sum += done.Result;

            return sum + one.Result + other.Result;
        }

        // Task.WhenEach of .NET 9 has this form.
        static class Later
        {
            public static async IAsyncEnumerable<Task<int>> WhenEach(params Task<int>[] tasks)
            {
                foreach (var task in tasks)
                {
                    await task;
                    yield return task;
                }
            }
        }

        Task<int> Continue(Task<int> task) => task.ContinueWith(done => done.Result, TaskScheduler.Default);
        bool Probe(Task task) => task.Wait(100);
        """);

    [TestMethod]
    public Task Where_somebody_else_decides_the_form_nothing_is_told() => CodeRun.VerifySourceAsync(
        """
        interface IReader { string Read(); }
        abstract class Base { public abstract string Text(); }
        class Tool : Base, IReader, IDisposable
        {
            readonly string _text = LoadAsync().Result;
            readonly object _gate = new();
            static Task<string> LoadAsync() => Task.FromResult("a");
            public Tool() => _text += LoadAsync().Result;
            public string Value => LoadAsync().Result;
            public string Read() => LoadAsync().Result;
            public override string Text() => LoadAsync().Result;
            public void Dispose() => LoadAsync().Wait();
            public Lazy<string> Lazy() => new(() => LoadAsync().Result);
            public void Locked() { lock (_gate) { LoadAsync().Wait(); } }
            public string Own() => LoadAsync().{|HOOK0022:Result|};
            public Func<Task<string>> Later() => async () => LoadAsync().{|HOOK0022:Result|};
        }
        """,
        audit: "true");
}
