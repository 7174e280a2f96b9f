using System.Reflection;
using Hooks.Build.Catalog;
using Hooks.Build.Generators.Rules;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class StageBitsTests
{
    [TestMethod]
    public void The_bits_of_the_generator_are_the_stages_that_users_name()
    {
        var stages = Enum.GetValues<HookStages>().Where(stage => stage != HookStages.None).ToList();
        foreach (var stage in stages)
        {
            typeof(StageBits).GetField(stage.ToString(), BindingFlags.Public | BindingFlags.Static)
                .ShouldNotBeNull(stage.ToString())
                .GetRawConstantValue()
                .ShouldBe((int)stage);
        }

        StageBits.All.ShouldBe(stages.Aggregate(0, (all, stage) => all | (int)stage));
        StageNames.Of(StageBits.All).ShouldBe(stages.Select(stage => stage.ToString()));
    }
}
