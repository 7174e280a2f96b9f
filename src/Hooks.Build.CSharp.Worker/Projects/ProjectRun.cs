using Hooks.Build.Catalog;
using Hooks.Build.CSharp.Tools;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Projects;

/// <summary>What a hook about projects has to work with.</summary>
/// <param name="Request">What is wanted.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Start">Where the graph starts.</param>
/// <param name="Projects">All projects.</param>
/// <param name="Affected">Those that the files affect.</param>
/// <param name="Said">Takes what it says.</param>
internal sealed record ProjectRun(
    ToolRequest Request, HookArguments Arguments, GraphStart Start, IReadOnlyList<KnownProject> Projects, IReadOnlyList<KnownProject> Affected, ToolOutput Said)
{
    /// <summary>Takes a line at a time.</summary>
    public Action<string> Output => Said.Line;

    /// <summary>Which build is meant.</summary>
    public string Configuration => ConfigurationOf(Request, Arguments);

    /// <summary>Options of MSBuild that every build gets.</summary>
    public IReadOnlyList<string> BuildOptions => NestedDotnet.BuildOptions(Request.Cores);

    public static string ConfigurationOf(ToolRequest request, HookArguments arguments) =>
        arguments.Text("--configuration") is { Length: > 0 } named ? named : request.Configuration;

    /// <summary>Runs <c>dotnet</c> in the root.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> DotnetAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        NestedDotnet.RunAsync(Request.Root, arguments, [], Output, cancellation);
}
