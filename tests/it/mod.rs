mod bad_repositories;
mod cli;
mod fixture;
mod house;
mod laws;
mod readme;
mod repos;
mod rules;
