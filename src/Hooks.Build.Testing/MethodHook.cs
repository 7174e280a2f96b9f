using Hooks.Build.Engine.Model;

namespace Hooks.Build.Testing;

/// <summary>Runs C# hooks.</summary>
internal static class MethodHook
{
    /// <summary>Runs one in a folder.</summary>
    public static async Task<HookTestResult> RunAsync(Delegate hook, HookTestOptions options, TestFolder folder)
    {
        var run = Call(hook);
        _ = TestEvent.StageOf(options);
        _ = TestItem.Apply(new PlannedHook { Index = 0, Name = options.Name ?? hook.Method.Name }, options);
        using CancellationTokenSource end = new(options.Timeout);
        FolderContext context = new(options.Name ?? hook.Method.Name, options, folder, end.Token);
        var (passed, message) = (false, "");
        var answer = HookAnswer.None;
        try
        {
            // One that does not look at its token is not waited for either.
            var result = await Task.Run(() => run(context), CancellationToken.None).WaitAsync(end.Token);
            (passed, message, answer) = end.IsCancellationRequested
                ? (false, Late(options), HookAnswer.None)
                : (result.Succeeded, result.Message ?? "", result.Answer);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            message = Late(options);
        }
#pragma warning disable CA1031 // whatever a hook throws is what came of it
        catch (Exception e)
#pragma warning restore CA1031
        {
            message = e.ToString();
        }

        var hasErrors = context.Findings.Any(finding => finding.Level == HookFindingLevel.Error);
        if (hasErrors && answer == HookAnswer.Context)
        {
            // As in a run: who has reported an error has failed, and what it would have added is told to nobody.
            (message, answer) = ("", HookAnswer.None);
        }

        return new(passed && !hasErrors, context.Findings, answer == HookAnswer.None ? message : "", "", folder.Read())
        {
            Answer = answer,
            AnswerText = answer == HookAnswer.None ? "" : message,
        };
    }

    private static string Late(HookTestOptions options) => $"it ran into its time limit of {options.Timeout}";

    private static Func<HookContext, Task<HookResult>> Call(Delegate hook) => hook switch
    {
        Action run => _ => Done(run),
        Func<bool> run => _ => Task.FromResult(Of(run())),
        Func<HookResult> run => _ => Task.FromResult(run() ?? throw NoResult()),
        Func<Task<bool>> run => async _ => Of(await (run() ?? throw NoResult())),
        Func<Task<HookResult>> run => async _ => await (run() ?? throw NoResult()) ?? throw NoResult(),
        Func<Task> run => async _ => await DoneAsync(run()),
        Action<HookContext> run => context => Done(() => run(context)),
        Func<HookContext, bool> run => context => Task.FromResult(Of(run(context))),
        Func<HookContext, HookResult> run => context => Task.FromResult(run(context) ?? throw NoResult()),
        Func<HookContext, Task<bool>> run => async context => Of(await (run(context) ?? throw NoResult())),
        Func<HookContext, Task<HookResult>> run => async context => await (run(context) ?? throw NoResult()) ?? throw NoResult(),
        Func<HookContext, Task> run => async context => await DoneAsync(run(context)),
        _ =>
            throw new ArgumentException(
                $"{hook.Method.Name} cannot be a hook: a hook takes nothing or a HookContext and returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>.",
                nameof(hook)),
    };

    private static HookResult Of(bool succeeded) => succeeded ? HookResult.Success : HookResult.Failure();

    private static Task<HookResult> Done(Action run)
    {
        run();
        return Task.FromResult(HookResult.Success);
    }

    private static async Task<HookResult> DoneAsync(Task? task)
    {
        await (task ?? throw NoResult());
        return HookResult.Success;
    }

    private static InvalidOperationException NoResult() => new("The hook returned no result (null).");
}
