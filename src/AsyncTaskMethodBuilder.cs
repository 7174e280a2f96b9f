// The compiler makes the tasks of async methods with the types of these names, and takes those of the assembly that it compiles. .NET's own are generic over
// the state of each method, and
// crossgen leaves what they make of it to be compiled when the program runs: six methods for each async method that waits, 200 of the 335 that a commit has
// compiled. These are our own
// code, which it compiles with the rest. What becomes of the task they leave to .NET. Linked into each program that starts on dotnet.
#pragma warning disable CS0436, IDE0130, CA1815, CA1822 // the names and shapes are the compiler's

namespace System.Runtime.CompilerServices;

/// <summary>Builds the task of an async method.</summary>
internal struct AsyncTaskMethodBuilder
{
    private AsyncValueTaskMethodBuilder _promise;
    private StateMachineBox? _box;

    public Task Task => _promise.Task.AsTask();

    public static AsyncTaskMethodBuilder Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => _promise.Start(ref stateMachine);

    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult() => _promise.SetResult();

    public void SetException(Exception exception) => _promise.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // Asked for, it is there before the state is copied: from then on there are two builders of one task.
        _ = Task;
        awaiter.OnCompleted(StateMachineBox.GoOn(ref _box, ref stateMachine));
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _ = Task;
        awaiter.UnsafeOnCompleted(StateMachineBox.GoOn(ref _box, ref stateMachine));
    }
}

/// <summary>Builds the task of an async method that has a result.</summary>
internal struct AsyncTaskMethodBuilder<TResult>
{
    private AsyncValueTaskMethodBuilder<TResult> _promise;
    private StateMachineBox? _box;

    public Task<TResult> Task => _promise.Task.AsTask();

    public static AsyncTaskMethodBuilder<TResult> Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => _promise.Start(ref stateMachine);

    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult(TResult result) => _promise.SetResult(result);

    public void SetException(Exception exception) => _promise.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _ = Task;
        awaiter.OnCompleted(StateMachineBox.GoOn(ref _box, ref stateMachine));
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _ = Task;
        awaiter.UnsafeOnCompleted(StateMachineBox.GoOn(ref _box, ref stateMachine));
    }
}

/// <summary>The state of an async method that waits.</summary>
internal abstract class StateMachineBox
{
    private readonly Action _goOn;
    private ExecutionContext? _context;

    protected StateMachineBox() => _goOn = GoOn;

    /// <summary>What goes on with a method when that has happened which it waits for.</summary>
    /// <param name="box">Where its builder keeps its box: a part of <paramref name="stateMachine"/>.</param>
    /// <param name="stateMachine">Its state, which is in the box from the first time on.</param>
    public static Action GoOn<TStateMachine>(ref StateMachineBox? box, ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (box is null)
        {
            // Known to the builder before that is copied with the state.
            StateMachineBox<TStateMachine> created = new();
            box = created;
            created.StateMachine = stateMachine;
            created._context = ExecutionContext.Capture();
            return created._goOn;
        }

        box._context = ExecutionContext.Capture();
        return box._goOn;
    }

    protected abstract void MoveNext();

    private void GoOn()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static box => ((StateMachineBox)box!).MoveNext(), this);
        }
        else
        {
            MoveNext();
        }
    }
}

/// <inheritdoc />
internal sealed class StateMachineBox<TStateMachine> : StateMachineBox
    where TStateMachine : IAsyncStateMachine
{
    public TStateMachine StateMachine = default!;

    protected override void MoveNext() => StateMachine.MoveNext();
}
