using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Plans;

/// <summary>One run for several projects: what can hold only for the run as a whole is as the most careful of them has it.</summary>
internal static class JoinedRequest
{
    /// <summary>Puts requests for one stage together. What chooses hooks is left out.</summary>
    /// <param name="requests">Those of the projects; the first says where the run's own files are.</param>
    public static RunRequest Of(IReadOnlyList<RunRequest> requests) => requests[0] with
    {
        Profiles = [],
        Filter = [],
        Skip = [],
        MaxParallel = requests.Min(request => request.MaxParallel),
        Schedule = requests.Max(request => request.Schedule),
        MaxConcurrentProfiles = requests.Select(request => request.MaxConcurrentProfiles).Where(most => most > 0).DefaultIfEmpty(0).Min(),
        FailFast = requests.Any(request => request.FailFast),
        FailOnFix = requests.Any(request => request.FailOnFix),
        Cache = requests.All(request => request.Cache),
        Fix = requests.Any(request => request.Fix == FixMode.Never) ? FixMode.Never
            : requests.Any(request => request.Fix == FixMode.OnCommit) ? FixMode.OnCommit
            : FixMode.Always,
    };
}
