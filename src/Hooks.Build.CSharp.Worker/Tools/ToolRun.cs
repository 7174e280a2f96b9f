using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tools;

/// <summary>One run of a hook, whatever it throws.</summary>
internal static class ToolRun
{
    /// <summary>Exit code of a hook that could not work.</summary>
    public const int Failed = 2;

    /// <summary>Runs a hook; what it throws becomes a line and the exit code 2.</summary>
    public static async Task<int> RunAsync(IToolCommand command, ToolRequest request, ToolOutput output, CancellationToken cancellation)
    {
        try
        {
            return await command.RunAsync(request, output, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Failed;
        }
        catch (Exception e)
        {
            // The one error boundary of the worker: a hook that breaks must not take the others along.
            output.Line($"csharp:{request.Hook} could not work: {e.GetType().Name}: {e.Message}");
            return Failed;
        }
    }
}
