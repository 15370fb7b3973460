"""The pages of content kits, and what others see of one."""
