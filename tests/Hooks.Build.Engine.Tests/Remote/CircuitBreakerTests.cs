using Hooks.Build.Engine.Remote;

namespace Hooks.Build.Engine.Tests.Remote;

[TestClass]
public sealed class CircuitBreakerTests
{
    private readonly CircuitBreaker _breaker = new();

    [TestMethod]
    public void The_third_failure_in_a_row_is_one_too_many()
    {
        _breaker.Failed().ShouldBeFalse();
        _breaker.Failed().ShouldBeFalse();
        _breaker.Succeeded();
        _breaker.Failed().ShouldBeFalse();
        _breaker.Failed().ShouldBeFalse();
        _breaker.IsOff.ShouldBeFalse();
        _breaker.Failed().ShouldBeTrue();
        _breaker.IsOff.ShouldBeTrue();
    }

    [TestMethod]
    public void Only_one_of_many_is_the_last_straw()
    {
        Enumerable.Range(0, 10).Count(_ => _breaker.Failed()).ShouldBe(1);
        _breaker.TurnOff().ShouldBeFalse();
    }

    [TestMethod]
    public void Three_long_silences_are_too_many()
    {
        _breaker.Unanswered(TimeSpan.FromSeconds(10)).ShouldBeFalse();
        _breaker.Unanswered(CircuitBreaker.LongSilence).ShouldBeFalse();
        _breaker.Unanswered(CircuitBreaker.LongSilence).ShouldBeTrue();
    }

    [TestMethod]
    public void Short_ones_have_to_add_up()
    {
        var moment = CircuitBreaker.LongSilence / 10;
        Enumerable.Range(0, 29).ShouldAllBe(_ => !_breaker.Unanswered(moment));
        _breaker.Unanswered(moment).ShouldBeTrue();
    }
}
