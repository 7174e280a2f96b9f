using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tools;

/// <summary>What one ready-made hook does.</summary>
internal interface IToolCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="output">Takes what it says.</param>
    /// <param name="cancellation">Ends it, with all processes that it started.</param>
    /// <returns>The exit code: 0 where all is well, 1 where something was found, 2 where it could not work.</returns>
    Task<int> RunAsync(ToolRequest request, ToolOutput output, CancellationToken cancellation);
}
