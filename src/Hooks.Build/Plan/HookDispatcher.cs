using System.ComponentModel;

namespace Hooks.Build.Plan;

/// <summary>Calls the C# hooks of an assembly by their index. The generator derives one class per assembly; the worker calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HookDispatcher
{
    /// <summary>Calls a hook.</summary>
    /// <param name="index">The hook's index in the plan.</param>
    /// <param name="context">What the hook is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not a C# hook's.</exception>
    public abstract Task<HookResult> InvokeAsync(int index, HookContext context);

    /// <summary>The result of a hook that returns nothing.</summary>
    protected static Task<HookResult> Completed() => Task.FromResult(HookResult.Success);

    /// <summary>The result of a hook that returns a truth value.</summary>
    protected static Task<HookResult> Completed(bool succeeded) => Task.FromResult(succeeded ? HookResult.Success : HookResult.Failure());

    /// <summary>The result of a hook that returns a result.</summary>
    protected static Task<HookResult> Completed(HookResult? result) => Task.FromResult(result ?? throw NoResult());

    /// <summary>Waits for a hook that returns a task.</summary>
    protected static async Task<HookResult> Completed(Task task)
    {
        await (task ?? throw new InvalidOperationException("The hook returned no task (null).")).ConfigureAwait(false);
        return HookResult.Success;
    }

    /// <inheritdoc cref="Completed(Task)"/>
    protected static async Task<HookResult> Completed(Task<bool> task) =>
        await (task ?? throw new InvalidOperationException("The hook returned no task (null).")).ConfigureAwait(false) ? HookResult.Success : HookResult.Failure();

    /// <inheritdoc cref="Completed(Task)"/>
    protected static async Task<HookResult> Completed(Task<HookResult> task) =>
        await (task ?? throw new InvalidOperationException("The hook returned no task (null).")).ConfigureAwait(false) ?? throw NoResult();

    // A forgotten assignment must not pass for success.
    private static InvalidOperationException NoResult() => new("The hook returned no result (null).");
}
