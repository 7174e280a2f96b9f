using System.CommandLine;
using System.CommandLine.Invocation;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks --version</c>: the version of the package that the program lies in.</summary>
internal sealed class ProgramVersion : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        Terminal.OfOutput().WriteLine(PackageVersion.Of(AppContext.BaseDirectory));
        return ExitCodes.Passed;
    }
}
