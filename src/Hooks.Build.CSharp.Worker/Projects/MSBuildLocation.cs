using Microsoft.Build.Locator;

namespace Hooks.Build.CSharp.Projects;

/// <summary>The MSBuild of the SDK, which this process loads once, and only where nothing is remembered of the projects.</summary>
internal static class MSBuildLocation
{
    private static readonly object Gate = new();
    private static string _folder = "";

    /// <summary>Makes the MSBuild of the SDK that the root's <c>global.json</c> asks for the one of this process.</summary>
    /// <returns>Its folder.</returns>
    public static string Register(string root)
    {
        lock (Gate)
        {
            if (_folder.Length == 0)
            {
                var instance = Find(root);
                MSBuildLocator.RegisterInstance(instance);
                _folder = Path.TrimEndingDirectorySeparator(instance.MSBuildPath);
            }

            return _folder;
        }
    }

    private static VisualStudioInstance Find(string root)
    {
        VisualStudioInstanceQueryOptions options = new() { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = root };
        try
        {
            return MSBuildLocator.QueryVisualStudioInstances(options).FirstOrDefault()
                ?? throw new ProjectProblemException(
                    $"There is no .NET SDK that this process can load; it runs on .NET {Environment.Version}. Install the SDK that {root} is built with");
        }
        catch (InvalidOperationException e)
        {
            throw new ProjectProblemException($"The .NET SDK of {root} is not found: {e.Message}");
        }
    }
}
