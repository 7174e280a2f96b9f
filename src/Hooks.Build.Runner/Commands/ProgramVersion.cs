using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks --version</c>: the version of the package that the program lies in.</summary>
internal sealed class ProgramVersion : SynchronousCommandLineAction
{
    // The runner lies in tools/net8.0 or tools/native/linux-x64 of the package.
    private const int Deepest = 3;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        Terminal.OfOutput().WriteLine(Of(AppContext.BaseDirectory));
        return ExitCodes.Passed;
    }

    /// <summary>The version of the package around a folder; outside of one, of this assembly.</summary>
    public static string Of(string folder)
    {
        var around = Path.TrimEndingDirectorySeparator(folder);
        for (var i = 0; i < Deepest && (around = Path.GetDirectoryName(around)) is not null; i++)
        {
            var description = Path.Combine(around, "hooks.build.nuspec");
            if (File.Exists(description) && File.ReadAllText(description).Split("<version>") is [_, var rest, ..])
            {
                return rest.Split('<')[0].Trim();
            }
        }

        return (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];
    }
}
