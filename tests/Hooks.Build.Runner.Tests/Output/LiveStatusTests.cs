using Hooks.Build.Runner.Output;
using Microsoft.Extensions.Time.Testing;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class LiveStatusTests
{
    [TestMethod]
    public void What_is_quick_is_never_seen() => Watch((live, clock) =>
    {
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(100));
        live.Ended("Format");
    }).ShouldBe("");

    [TestMethod]
    public void What_takes_longer_is_shown_with_its_time_and_taken_off_at_the_end() => Watch((live, clock) =>
    {
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(150));
    }).ShouldBe("  Format 0.1 s\n\e[1A\r\e[J".Replace("0.1", "0.2"));

    [TestMethod]
    public void A_long_name_does_not_wrap() => Watch((live, clock) =>
    {
        live.Started(new string('x', 200));
        clock.Advance(TimeSpan.FromMilliseconds(150));
    }).Split('\n')[0].Length.ShouldBe(79);

    [TestMethod]
    public void What_is_expected_is_not_found_out_for_a_run_that_is_over_before_anything_is_shown() => Watch((live, clock) =>
    {
        live.Began(1);
        live.Expected(() => throw new InvalidOperationException("nobody asked"));
        live.Started("Format");
        clock.Advance(TimeSpan.FromMilliseconds(100));
        live.Ended("Format");
    }).ShouldBe("");

    private static string Watch(Action<LiveStatus, FakeTimeProvider> happen) => Written(terminal =>
    {
        FakeTimeProvider clock = new();
        using LiveStatus live = new(terminal, clock);
        happen(live, clock);
    });
}
