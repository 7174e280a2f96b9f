using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Hosting;

/// <summary>This program, as git's scripts and the files of coding agents start it.</summary>
internal static class OwnProgram
{
    /// <summary>Its absolute path. Others are better served by the native one, where the package has it for this platform.</summary>
    public static string Path
    {
        get
        {
            var program = Environment.ProcessPath ?? "";
            if (!System.IO.Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            {
                return program;
            }

            var native = System.IO.Path.GetFullPath(System.IO.Path.Combine("..", "native", RuntimeInformation.RuntimeIdentifier, OperatingSystem.IsWindows() ? "hooks.exe" : "hooks"), AppContext.BaseDirectory);
            return File.Exists(native) ? native : System.IO.Path.Combine(AppContext.BaseDirectory, "Hooks.Build.Runner.dll");
        }
    }

    /// <summary>The command that starts it: of the program for <c>dotnet</c> that is <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command => Path is var path && path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", path] : [path];

    /// <summary>Whether two commands start one program: what a clone brings with it may name any, which is not started to see what it is.</summary>
    /// <param name="own">The command of this program.</param>
    /// <param name="other">A command that stands in a file: with <c>dotnet</c>, or its absolute path and <c>exec</c>, before an assembly.</param>
    public static bool IsSame(IReadOnlyList<string> own, IReadOnlyList<string> other) => (own, other) switch
    {
        ([var mine], [var theirs]) => IsSameFile(mine, theirs),
        ([_, var mine], [var dotnet, .., var theirs]) when other.Count == 2 || (other.Count == 3 && other[1] == "exec") =>
            IsSameFile(mine, theirs) && (dotnet == "dotnet" || (Environment.ProcessPath is { } running && IsSameFile(running, dotnet))),
        _ => false,
    };

    private static bool IsSameFile(string one, string other) =>
        one == other || (System.IO.Path.IsPathFullyQualified(other) && RealPath.Of(one) is { } real && real == RealPath.Of(other));
}
