using System.Reflection;
using Microsoft.Build.Locator;

namespace Hooks.Build.SdkHost;

/// <summary>The command <c>dotnet</c> of the newest SDK in this process: its own entry point, as often as it is asked for.</summary>
internal sealed class SdkCommand : IDisposable
{
    // What [System.Environment]::CommandLine of a project is: nobody may set it but the runtime.
    private static readonly FieldInfo CommandLine = typeof(Environment).GetField("s_commandLineArgs", BindingFlags.Static | BindingFlags.NonPublic)
        ?? throw new NotSupportedException("This runtime keeps its command line elsewhere than .NET 10: say so in SdkCommand");

    private readonly MethodInfo _main;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private SdkCommand(MethodInfo main)
    {
        _main = main;
        // Set once: what the SDK writes with, it keeps.
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    /// <summary>Finds the SDK that <c>dotnet</c> takes in the current folder.</summary>
    public static SdkCommand Load()
    {
        VisualStudioInstanceQueryOptions options = new() { DiscoveryTypes = DiscoveryType.DotNetSdk };
        var sdk = MSBuildLocator.QueryVisualStudioInstances(options).First();
        MSBuildLocator.RegisterInstance(sdk);
        // Its own folder is where the command looks for MSBuild and all else.
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Path.TrimEndingDirectorySeparator(sdk.MSBuildPath) + Path.DirectorySeparatorChar);
        return new SdkCommand(Assembly.LoadFrom(Path.Combine(sdk.MSBuildPath, "dotnet.dll")).EntryPoint!);
    }

    /// <summary>Runs it.</summary>
    /// <returns>What the process <c>dotnet</c> would have exited with, and written.</returns>
    public (int ExitCode, string Output, string Error) Run(string folder, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => !environment.ContainsKey(name)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach (var (name, value) in environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

#pragma warning disable RS0030 // It is this process's: it runs one command at a time.
        Environment.CurrentDirectory = folder;
#pragma warning restore RS0030
        CommandLine.SetValue(null, (string[])[_main.Module.FullyQualifiedName, .. arguments]);
        var exitCode = (int)_main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [arguments], culture: null)!;
        return (exitCode, Take(_output), Take(_error));
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static string Take(StringWriter written)
    {
        var text = written.ToString();
        _ = written.GetStringBuilder().Clear();
        return text;
    }
}
