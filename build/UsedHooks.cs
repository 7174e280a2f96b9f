using Hooks.Build;
using Hooks.Build.Standards;

[assembly: UseHooks(typeof(CommonHooks))]
