using System.Collections;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// What a hook sees of the environment: a base set that every tool needs, and what the hook declares. MSBuild, git and the SDK leave variables
/// behind that make a child behave otherwise than on the command line; they are not in the set.
/// </summary>
public static class HookEnvironment
{
    private static readonly string[] BasePrefixes = ["LC_", "XDG_", "NUGET_", "DOTNET_"];

    private static readonly HashSet<string> Leaks = new([.. GitVariables.OfOneRepository, .. SdkVariables.Leaks], StringComparer.OrdinalIgnoreCase)
    {
        "GIT_EDITOR", "GIT_EXEC_PATH",
        // The folder of the build, which is not the hook's.
        "PWD", "OLDPWD",
    };

    /// <summary>Which names are one variable: Windows knows them in any case.</summary>
    public static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Reads the environment of this process.</summary>
    public static IReadOnlyDictionary<string, string> OfThisProcess()
    {
        Dictionary<string, string> variables = new(Comparer);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    /// <summary>Builds the environment of a hook.</summary>
    /// <param name="source">The environment of this process.</param>
    /// <param name="declared">Names beyond the base set; <c>*</c> for all.</param>
    public static IReadOnlyDictionary<string, string> For(IReadOnlyDictionary<string, string> source, IReadOnlyList<string> declared)
    {
        var all = declared.Contains("*", StringComparer.Ordinal);
        Dictionary<string, string> variables = new(source.Count, Comparer);
        foreach (var (name, value) in source)
        {
            if (declared.Contains(name, Comparer)
                || ((all
                    || IsBase(name.ToUpperInvariant())
                    || Array.Exists(BasePrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) && !Leaks.Contains(name)))
            {
                variables[name] = value;
            }
        }

        foreach (var (name, value) in SdkVariables.Set)
        {
            variables[name] = value;
        }

        foreach (var (name, value) in SdkVariables.Plain)
        {
            _ = variables.TryAdd(name, value);
        }

        return variables;
    }

    // A switch and no set, which would be made anew in each run.
    private static bool IsBase(string upper) => upper is
        "PATH" or "HOME" or "USER" or "LOGNAME" or "SHELL" or "TERM" or "TZ" or "LANG" or "LANGUAGE" or "HOSTNAME"
        or "TMPDIR" or "TMP" or "TEMP"
        or "HTTP_PROXY" or "HTTPS_PROXY" or "FTP_PROXY" or "ALL_PROXY" or "NO_PROXY"
        or "SSL_CERT_FILE" or "SSL_CERT_DIR" or "CURL_CA_BUNDLE" or "REQUESTS_CA_BUNDLE" or "NODE_EXTRA_CA_CERTS" or "GIT_SSL_CAINFO"
        or "SSH_AUTH_SOCK" or "SSH_AGENT_PID" or "GNUPGHOME"
        or "CI" or "GITHUB_ACTIONS" or "TF_BUILD" or "GITLAB_CI" or "TEAMCITY_VERSION" or "JENKINS_URL"
        or "LD_LIBRARY_PATH" or "DYLD_LIBRARY_PATH" or "JAVA_HOME" or "CARGO_HOME" or "RUSTUP_HOME" or "GOPATH" or "GOROOT" or "GOCACHE" or "NVM_DIR"
        or "PYENV_ROOT" or "VIRTUAL_ENV"
        // A build inside a hook joins the node budget of the build around it.
        or "MSBUILDCOORDINATORGRANTID" or "MSBUILDUSECOORDINATOR"
        // Windows
        or "SYSTEMROOT" or "SYSTEMDRIVE" or "WINDIR" or "COMSPEC" or "PATHEXT" or "OS" or "USERNAME" or "USERDOMAIN" or "USERPROFILE" or "HOMEDRIVE"
        or "HOMEPATH"
        or "APPDATA" or "LOCALAPPDATA" or "PROGRAMDATA" or "ALLUSERSPROFILE" or "PUBLIC" or "PROGRAMFILES" or "PROGRAMFILES(X86)" or "PROGRAMW6432"
        or "COMMONPROGRAMFILES" or "COMMONPROGRAMFILES(X86)" or "COMMONPROGRAMW6432" or "NUMBER_OF_PROCESSORS" or "PROCESSOR_ARCHITECTURE" or "COMPUTERNAME";
}
