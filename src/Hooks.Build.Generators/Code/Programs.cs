using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>Programs that are started, by their names.</summary>
internal static class Programs
{
    // They lock a repository, a cache, a folder of output or a state that all of their processes share; what shells and the like start, nobody knows.
    private static readonly HashSet<string> Sharing = new(StringComparer.Ordinal)
    {
        "git", "hg", "svn", "jj",
        "dotnet", "msbuild", "nuget",
        "npm", "npx", "yarn", "pnpm", "pnpx", "bun", "bunx",
        "pip", "pip3", "pipx", "poetry", "uv", "uvx",
        "cargo", "go", "mvn", "mvnw", "gradle", "gradlew", "make", "cmake", "ninja",
        "docker", "docker-compose", "podman", "terraform",
        "bash", "sh", "dash", "zsh", "cmd", "pwsh", "powershell", "env", "sudo", "xargs",
    };

    /// <summary>The name of a program without its folder and the ending that Windows gives it.</summary>
    /// <param name="program">A name or a path.</param>
    public static string Name(string program)
    {
#pragma warning disable CA1308 // names of programs are written in lower case
        var name = program.Substring(program.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();
#pragma warning restore CA1308
        return name.EndsWith(".exe", StringComparison.Ordinal)
            || name.EndsWith(".cmd", StringComparison.Ordinal)
            || name.EndsWith(".bat", StringComparison.Ordinal) ? name.Substring(0, name.Length - 4) : name;
    }

    /// <summary>
    /// Whether a call of <c>hook.RunAsync</c> or <c>Process.Start</c> starts a program that is known, and known to share nothing with others of its kind.
    /// </summary>
    /// <param name="start">The call.</param>
    public static bool SharesNothing(IInvocationOperation start)
    {
        var program = start.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Bare();
        if (program is IObjectCreationOperation info && info.Type?.Is("System.Diagnostics.ProcessStartInfo") == true)
            program = UsualLimit.FileName(info);

        return program?.ConstantValue is { HasValue: true, Value: string name } && !Sharing.Contains(Name(name));
    }
}
