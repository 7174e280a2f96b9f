using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Tests.Plans;

[TestClass]
public sealed class JoinedRequestTests
{
    [TestMethod]
    public void The_whole_run_is_as_the_most_careful_project_has_it()
    {
        RunRequest one = new()
        {
            RepositoryRoot = "/r",
            LogDirectory = "/r/one",
            MaxParallel = 8,
            MaxConcurrentProfiles = 0,
            Cache = true,
            Fix = FixMode.Always,
            Profiles = ["fast"],
        };
        var both = JoinedRequest.Of([
            one,
            one with
            {
                LogDirectory = "/r/other",
                MaxParallel = 2,
                MaxConcurrentProfiles = 3,
                Schedule = HookSchedule.Sequential,
                FailFast = true,
                FailOnFix = true,
                Cache = false,
                Fix = FixMode.OnCommit,
                Filter = ["A"],
            }]);
        both.ShouldSatisfyAllConditions(
            run => run.MaxParallel.ShouldBe(2),
            run => run.MaxConcurrentProfiles.ShouldBe(3),
            run => run.Schedule.ShouldBe(HookSchedule.Sequential),
            run => run.FailFast.ShouldBeTrue(),
            run => run.FailOnFix.ShouldBeTrue(),
            run => run.Cache.ShouldBeFalse(),
            run => run.Fix.ShouldBe(FixMode.OnCommit),
            run => run.LogDirectory.ShouldBe("/r/one"),
            run => (run.Profiles.Count + run.Filter.Count).ShouldBe(0));
        JoinedRequest.Of([one, one with { Fix = FixMode.Never }]).Fix.ShouldBe(FixMode.Never);
        JoinedRequest.Of([one, one])
            .ShouldSatisfyAllConditions(
                run => run.Fix.ShouldBe(FixMode.Always), run => run.Cache.ShouldBeTrue(), run => run.Schedule.ShouldBe(HookSchedule.Ready));
    }
}
