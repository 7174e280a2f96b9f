using System.Reflection;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>The method that listens to a run, from its call to its end.</summary>
#pragma warning disable CA1001 // a source without a timer holds nothing to release; a late Cancel message must not meet a disposed one
internal sealed class RunningListener(ListenCommand command, WorkerChannel channel) : RunContext
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly EventBuffer _events = new();

    public override string Name => command.Name;

    public override HookStages Stage => (HookStages)command.Stage;

    public override string RepositoryRoot => command.Root;

    public override IReadOnlyDictionary<string, string> Properties => command.Properties;

    public override CancellationToken Cancellation => _cancellation.Token;

    public override Task<RunEvent?> NextAsync() => _events.NextAsync(_cancellation.Token);

    /// <summary>Adds an event.</summary>
    public void Hear(byte[] line) => _events.Add(line);

    /// <summary>Tells that no more come.</summary>
    public void HearNoMore()
    {
        channel.Send(WorkerMessage.EventsHeard, writer => writer.Write(_events.Left));
        _events.End();
    }

    // What waits for the token is the user's code as well.
    public void Cancel() => _ = _cancellation.CancelAsync();

    /// <summary>Calls the method.</summary>
    public async Task RunAsync(Assembly assembly)
    {
        var (end, reason) = await InvokeAsync(assembly);
        channel.Send(WorkerMessage.Listened, writer =>
        {
            writer.Write((byte)end);
            writer.Write(reason);
        });
    }

    private async Task<(RunEnd End, string Reason)> InvokeAsync(Assembly assembly)
    {
        try
        {
            await (Call(assembly) ?? throw new InvalidOperationException("The listener returned no task (null)."));
            return (RunEnd.Succeeded, "");
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return (RunEnd.Cancelled, "");
        }
        catch (Exception e)
        {
            var (reason, text) = ThrownText.Of(e);
            Console.Out.WriteLine(text);
            return (RunEnd.Threw, reason);
        }
    }

    private Task? Call(Assembly assembly)
    {
        Type[] parameters = command.TakesToken ? [typeof(RunContext), typeof(CancellationToken)] : [typeof(RunContext)];
        var method = assembly.GetType(command.Type)
            ?.GetMethod(command.Method, genericParameterCount: 0, HookMethods.AnyStatic, binder: null, parameters, modifiers: null)
            ?? throw new InvalidOperationException(
                $"{assembly.Location} has no method {command.Type}.{command.Method} that can be called: rebuild the project.");
        if (method.ReturnType != typeof(void))
        {
            return command.TakesToken
                ? method.CreateDelegate<Func<RunContext, CancellationToken, Task?>>()(this, Cancellation)
                : method.CreateDelegate<Func<RunContext, Task?>>()(this);
        }

        if (command.TakesToken)
        {
            method.CreateDelegate<Action<RunContext, CancellationToken>>()(this, Cancellation);
        }
        else
        {
            method.CreateDelegate<Action<RunContext>>()(this);
        }

        return Task.CompletedTask;
    }
}
