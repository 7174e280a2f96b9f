using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Model;

[TestClass]
public sealed class EnumNamesTests
{
    [TestMethod]
    public void Names_are_those_of_the_members()
    {
        Enum.GetValues<HookOutcome>().ShouldAllBe(value => EnumNames.NameOf(value) == value.ToString());
        Enum.GetValues<ResultSource>().ShouldAllBe(value => EnumNames.NameOf(value) == value.ToString());
        Enum.GetValues<HookStages>().ShouldAllBe(value => EnumNames.NameOf(value) == value.ToString());
    }

    [TestMethod]
    public void Several_stages_are_named_all() => EnumNames.NameOf(HookStages.Build | HookStages.PrePush).ShouldBe("Build, PrePush");
}
