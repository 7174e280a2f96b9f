using System.Collections;
using Microsoft.Build.Framework;

namespace Hooks.Build.Runner.Tests.Doors;

/// <summary>MSBuild as a task sees it.</summary>
internal sealed class FakeBuildEngine(Func<int, int>? grant = null) : IBuildEngine9
{
    /// <summary>What a task host before MSBuild 18 throws when it is asked for cores.</summary>
    public static Exception OldTaskHost => new NotImplementedException("RequestCores");

    private readonly Dictionary<(object Key, RegisteredTaskObjectLifetime Lifetime), object> _registered = [];

    public List<string> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Messages { get; } = [];

    public List<int> CoresAsked { get; } = [];

    public int CoresHeld { get; private set; }

    public Action<string>? MessageLogged { get; init; }

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode { get; init; } = "/package/targets/Hooks.proj";

    public bool IsRunningMultipleNodes => false;

    public bool AllowFailureWithoutError { get; set; }

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add($"{e.File}({e.LineNumber},{e.ColumnNumber}): {e.Code}: {e.Message}");

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add($"{e.File}({e.LineNumber},{e.ColumnNumber}): {e.Code}: {e.Message}");

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
        Messages.Add(e.Message ?? "");
        MessageLogged?.Invoke(e.Message ?? "");
    }

    public int RequestCores(int requestedCores)
    {
        CoresAsked.Add(requestedCores);
        var granted = grant?.Invoke(requestedCores) ?? requestedCores;
        CoresHeld += granted;
        return granted;
    }

    public void ReleaseCores(int coresToRelease) => CoresHeld -= coresToRelease;

    public IReadOnlyDictionary<string, string> GetGlobalProperties() => new Dictionary<string, string>(StringComparer.Ordinal) { ["Configuration"] = "Debug" };

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public void Yield()
    {
    }

    public void Reacquire()
    {
    }

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) =>
        _registered.Add((key, lifetime), obj);

    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _registered.GetValueOrDefault((key, lifetime));

    public object UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => throw new NotSupportedException();

    public void LogTelemetry(string eventName, IDictionary<string, string> properties)
    {
    }

    public bool ShouldTreatWarningAsError(string warningCode) => false;

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        throw new NotSupportedException();

    public bool BuildProjectFilesInParallel(
        string[] projectFileNames,
        string[] targetNames,
        IDictionary[] globalProperties,
        IDictionary[] targetOutputsPerProject,
        string[] toolsVersion,
        bool useResultsCache,
        bool unloadProjectsOnCompletion) =>
        throw new NotSupportedException();

    public BuildEngineResult BuildProjectFilesInParallel(
        string[] projectFileNames,
        string[] targetNames,
        IDictionary[] globalProperties,
        IList<string>[] removeGlobalProperties,
        string[] toolsVersion,
        bool returnTargetOutputs) =>
        throw new NotSupportedException();
}
