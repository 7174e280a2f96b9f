using System.Reflection;
using System.Runtime.CompilerServices;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Engine.Tests.Compiling;

/// <summary>
/// Async methods with the builders of <c>AsyncTaskMethodBuilder.cs</c>, which is compiled into these tests, too: they are as with those of .NET.
/// </summary>
[TestClass]
public sealed class AsyncMethodTests
{
    private static readonly AsyncLocal<string> Local = new();

    [TestMethod]
    public void All_of_the_engine_have_builders_of_its_own_so_that_nothing_of_them_is_compiled_at_its_start()
    {
        var machines = typeof(HookEngine).Assembly.GetTypes()
            .Where(type => typeof(IAsyncStateMachine).IsAssignableFrom(type) && type.Name.Contains('<', StringComparison.Ordinal))
            .ToList();
        var builders = machines.Select(Builder).Where(builder => builder.Name.StartsWith("AsyncTaskMethodBuilder", StringComparison.Ordinal)).ToList();

        builders.Count.ShouldBeGreaterThan(100);
        builders.ShouldAllBe(builder => builder.Assembly == typeof(HookEngine).Assembly);
        Builder(typeof(AsyncMethodTests).GetNestedTypes(BindingFlags.NonPublic)
            .First(type => typeof(IAsyncStateMachine).IsAssignableFrom(type))).Assembly.ShouldBe(typeof(AsyncMethodTests).Assembly);
    }

    [TestMethod]
    public async Task One_that_waits_has_its_result_and_one_that_does_not_has_it_at_once()
    {
        TaskCompletionSource<int> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var waits = AddAsync(source.Task, 1);
        waits.IsCompleted.ShouldBeFalse();
        source.SetResult(41);

        (await waits).ShouldBe(42);
        AddAsync(Task.FromResult(41), 1).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [TestMethod]
    public async Task One_waits_as_often_as_it_likes()
    {
        var sum = 0;
        await RunAsync();
        sum.ShouldBe(1000);

        async Task RunAsync()
        {
            for (var i = 0; i < 1000; i++)
            {
                await Task.Yield();
                sum++;
            }
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task What_it_throws_is_thrown_where_it_is_awaited(bool waits)
    {
        InvalidOperationException thrown = new("text");
        var failed = ThrowAsync(thrown, waits);

        (await CatchAsync(failed)).ShouldBeSameAs(thrown);
        thrown.StackTrace!.ShouldContain(nameof(ThrowAsync));
        failed.IsFaulted.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task One_that_is_cancelled_says_by_what_in_the_words_that_were_thrown(bool waits)
    {
        using CancellationTokenSource source = new();
        OperationCanceledException thrown = new("text", source.Token);
        var cancelled = ThrowAsync(thrown, waits);

        (await CatchAsync(cancelled)).ShouldBeSameAs(thrown);
        cancelled.IsCanceled.ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_flows_along_comes_back_after_each_wait_and_stays_inside()
    {
        Local.Value = "outside";
        await SetAsync();
        Local.Value.ShouldBe("outside");

        static async Task SetAsync()
        {
            Local.Value.ShouldBe("outside");
            Local.Value = "inside";
            await Task.Yield();
            Local.Value.ShouldBe("inside");
            await Task.Run(() => Local.Value = "elsewhere");
            Local.Value.ShouldBe("inside");
        }
    }

    private static Type Builder(Type machine) =>
        machine.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Single(field => field.Name.EndsWith(
            "t__builder", StringComparison.Ordinal)).FieldType;

    private static async Task<int> AddAsync(Task<int> one, int other) => await one + other;

    private static async Task<Exception?> CatchAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static async Task ThrowAsync(Exception exception, bool waits)
    {
        if (waits)
        {
            await Task.Yield();
        }

        throw exception;
    }
}
